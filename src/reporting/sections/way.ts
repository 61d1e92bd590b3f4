// Who wrote, handed in, returned, approved and sealed the report. Names are as the callers gave them. Not for the public.
import { column, section, tableBlock, type ReportContext } from '../report-context.js';
import type { Cell, Section } from '../report-model.js';
import type { WayStep } from '../alliance-streams.js';
import { textCell } from '../wording.js';
import { narrativeName } from './narrative.js';

/** What stands where nobody gave a name. */
const NOBODY = 'unverified';

export function way(context: ReportContext): Section {
  const { state, texts } = context;
  const t = texts.way;
  return section('way', t.title, [
    tableBlock({
      id: 'way',
      title: t.caption,
      columns: [
        column('step', t.step, 'text', 1.5),
        column('date', t.date, 'date'),
        column('by', t.by, 'text', 1.5),
        column('remark', t.remark, 'text', 2),
      ],
      rows: state.steps.map((step) => row(context, step)),
      empty: t.none,
      notes: [],
    }),
  ]);
}

function row(context: ReportContext, { type, on, actor, data }: WayStep): Cell[] {
  const { words, texts, request } = context;
  const { section: written, language, reason } = data as { section?: string; language?: string; reason?: string };
  const remark =
    written !== undefined && language !== undefined
      ? texts.way.narrative(narrativeName(context, written), words.language(language))
      : reason !== undefined && request.audience !== 'internal'
        ? texts.way.reasonWithheld
        : reason;
  return [
    textCell(words.event(type)),
    words.dateCell(on),
    actor === undefined || actor === NOBODY ? words.none(texts.notStated) : textCell(texts.unverified(actor)),
    remark === undefined ? words.none(texts.none) : textCell(remark),
  ];
}
