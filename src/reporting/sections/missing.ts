// What a month's report still lacks before it can be handed in, approved and sealed.
import { narrativeOf, section, type ReportContext } from '../report-context.js';
import type { Section } from '../report-model.js';
import { plain } from '../wording.js';
import { isDeviating } from './deviations.js';

export interface Missing {
  readonly code:
    | 'summary-missing'
    | 'narrative-missing'
    | 'deviations-missing'
    | 'no-data'
    | 'provisional'
    | 'not-submitted'
    | 'not-approved'
    | 'not-sealed';
  /** The indicator that it concerns, where it concerns one. */
  readonly indicator?: string;
  readonly text: string;
}

export function missingIn(context: ReportContext): Missing[] {
  const { state, figures, request, texts } = context;
  const missing: Missing[] = [];
  const add = (code: Missing['code'], indicator?: string): void => {
    const text = texts.months.missing[code]?.(indicator ?? '') ?? code;
    missing.push({ code, ...(indicator === undefined ? {} : { indicator }), text });
  };
  const isFinal = state.status === 'approved' || state.status === 'sealed';
  // A text can't be added any more then: what is missing stays out.
  if (!isFinal) {
    if (!narrativeOf(context, 'summary')) add('summary-missing');
    for (const { id, measuredAt, value, companions } of figures.indicators) {
      if (!measuredAt.includes(request.month)) continue;
      if (value === null) add('no-data', id);
      if (companions['provisional'] === true) add('provisional', id);
      if (!narrativeOf(context, id)) add('narrative-missing', id);
    }
    if (isDeviating(context) && !narrativeOf(context, 'deviations')) add('deviations-missing');
  }
  if (state.status === 'open') add('not-submitted');
  if (state.status === 'open' || state.status === 'submitted') add('not-approved');
  if (state.status !== 'sealed') add('not-sealed');
  return missing;
}

/** For internal use: the list of it. */
export function missing(context: ReportContext): Section[] {
  const items = missingIn(context).map(({ text }) => plain(text));
  return items.length === 0 ? [] : [section('missing', context.texts.months.missingTitle, [{ kind: 'list', items }])];
}
