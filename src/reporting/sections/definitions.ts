// What the figures mean: definitions, formulas, and what the source of the framework leaves open.
import type { Framework } from '../../domain/framework/framework.schema.js';
import { column, paragraph, section, tableBlock, type ReportContext } from '../report-context.js';
import type { Section } from '../report-model.js';
import { textCell } from '../wording.js';

export function definitions(context: ReportContext): Section {
  const { framework, texts, words } = context;
  const t = texts.definitions;
  const notes = [framework?.note, framework?.notes, ...(framework?.objectives ?? []).map(noteOfObjective)];
  const objectives = (framework?.objectives ?? []).map(({ id, title }) => ({
    term: `${texts.results.objective} ${id}`,
    value: textCell(title),
  }));
  return section('definitions', t.title, [
    paragraph(t.general),
    ...(framework
      ? [{ kind: 'pairs', pairs: [{ term: t.framework, value: textCell(framework.title) }, ...objectives] } as const]
      : []),
    ...notes.flatMap((note) => (note === undefined ? [] : [paragraph(note, 'note')])),
    tableBlock({
      id: 'definitions',
      title: t.caption,
      columns: [
        column('indicator', t.indicator, 'text', 0.6),
        column('definition', t.definition, 'text', 2),
        column('formula', t.formula, 'text', 2),
        column('reading', t.reading, 'text', 4),
      ],
      rows: (framework?.indicators ?? []).map(({ id, measure, note }) => [
        textCell(id),
        textCell(texts.measure[measure.kind].definition),
        textCell(texts.measure[measure.kind].formula),
        words.stated(note),
      ]),
      empty: texts.results.none,
      notes: [],
    }),
    tableBlock({
      id: 'statuses',
      title: t.statusCaption,
      columns: [column('status', t.status), column('meaning', t.meaning, 'text', 4)],
      rows: Object.entries(t.statusMeaning).map(([status, meaning]) => [
        textCell(words.status(status)),
        textCell(meaning),
      ]),
      empty: texts.none,
      notes: [],
    }),
  ]);
}

const noteOfObjective = ({ id, note }: Framework['objectives'][number]): string | undefined =>
  note === undefined ? undefined : `${id}: ${note}`;
