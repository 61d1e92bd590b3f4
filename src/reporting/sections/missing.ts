// What a month's report lacks: before it is handed in, approved and sealed, and what it was approved without.
import type { MonthState } from '../alliance-streams.js';
import { narrativesOf, section, type ReportContext } from '../report-context.js';
import type { Section } from '../report-model.js';
import type { ReportTexts } from '../texts/en.js';
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
  const t = texts.months;
  const missing: Missing[] = [];
  const add = (code: Missing['code'], text: string, indicator?: string): void => {
    missing.push({ code, ...(indicator === undefined ? {} : { indicator }), text });
  };
  const lack = (code: keyof ReportTexts['months']['missing'], indicator?: string): void =>
    add(code, (isFinal(state) ? t.approvedWithout : t.missing)[code](indicator ?? ''), indicator);
  const wantText = (code: 'summary-missing' | 'narrative-missing' | 'deviations-missing', indicator?: string): void => {
    const section = code === 'summary-missing' ? 'summary' : (indicator ?? 'deviations');
    const languages = narrativesOf(context, section).map(({ language }) => language);
    if (languages.length === 0) return lack(code, indicator);
    if (languages.some((language) => context.words.isOwn(language))) return;
    const say = isFinal(state) ? t.approvedOnlyIn : t.onlyIn;
    const named = texts.list(languages.map((language) => context.words.language(language)));
    add(code, say(t.textName(section), named), indicator);
  };
  wantText('summary-missing');
  for (const { id, measuredAt, value, companions } of figures.indicators) {
    const isMeasured = measuredAt.includes(request.month);
    if (isMeasured && value === null) lack('no-data', id);
    if (isMeasured && companions['provisional'] === true) lack('provisional', id);
    // What somebody wrote unasked is wanted in every language, too.
    if (isMeasured || narrativesOf(context, id).length > 0) wantText('narrative-missing', id);
  }
  if (isDeviating(context)) wantText('deviations-missing');
  if (state.status === 'open') add('not-submitted', t.step['not-submitted']);
  if (!isFinal(state)) add('not-approved', t.step['not-approved']);
  if (state.status !== 'sealed') add('not-sealed', t.step['not-sealed']);
  return missing;
}

/** No text can be added any more: what is missing stays out. */
const isFinal = ({ status }: MonthState): boolean => status === 'approved' || status === 'sealed';

/** What can still be done about a report: to be reminded of. */
export function doable(all: readonly Missing[], state: MonthState): Missing[] {
  return all.filter(({ code }) => !isFinal(state) || code === 'not-sealed');
}

/** For internal use: the list of it. A report is built before it is sealed, so it can't say whether it is. */
export function missing(context: ReportContext): Section[] {
  const items = missingIn(context)
    .filter(({ code }) => code !== 'not-sealed')
    .map(({ text }) => plain(text));
  return items.length === 0 ? [] : [section('missing', context.texts.months.missingTitle, [{ kind: 'list', items }])];
}
