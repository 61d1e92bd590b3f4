// The results framework as a table: what a funder reads first.
import { atDate, column, indicatorOf, paragraph, section, tableBlock, type ReportContext } from '../report-context.js';
import type { Cell, Column, IndicatorFigures, Section, Table } from '../report-model.js';
import { textCell } from '../wording.js';
import { wasInWords } from './anchors.js';

export function resultsFramework(context: ReportContext): Section {
  const { request, texts } = context;
  const notes = [texts.results.progressNote, ...(request.expected ? [texts.results.expectedNote] : [])];
  return section('results-framework', texts.results.title, [
    tableBlock(resultsTable(context)),
    ...notes.map((note) => paragraph(note, 'note')),
  ]);
}

function resultsTable(context: ReportContext): Table {
  const { request, texts, figures } = context;
  const t = texts.results;
  const columns: (Column | undefined)[] = [
    column('indicator', t.indicator, 'text', 0.5),
    column('name', t.name, 'text', 2.5),
    column('unit', t.unit, 'text', 1),
    column('baseline', t.baseline, 'mixed', 0.9),
    column('baselineDate', t.baselineDate, 'date', 1),
    column('targets', t.targets, 'text', 1.4),
    column('lastTarget', t.lastTarget, 'mixed', 0.8),
    column('lastTargetDate', t.lastTargetDate, 'date', 1),
    column('value', t.value, 'mixed', 0.8),
    column('valueDate', t.valueDate, 'date', 1),
    column('progress', t.progress, 'number', 0.9),
    column('status', t.status, 'text', 1),
    request.expected ? column('expected', t.expected, 'number', 1) : undefined,
    column('source', t.source, 'text', 1.3),
    column('comment', t.comment, 'text', 2),
  ];
  return {
    id: 'results-framework',
    title: t.caption,
    columns: columns.filter((each): each is Column => each !== undefined),
    rows: figures.indicators.map((indicator) => row(context, indicator)),
    empty: t.none,
    notes: [],
  };
}

function row(context: ReportContext, indicator: IndicatorFigures): Cell[] {
  const { words, texts, request } = context;
  const { id, title, unit, baseline, targets, value, progress, status, expected, notes } = indicator;
  const defined = indicatorOf(context, id);
  const last = targets.at(-1);
  const targetsInWords = targets.map((target) =>
    texts.results.target(words.value(target.value, unit), words.when(target)),
  );
  const revisions = [baseline, ...targets].flatMap(({ was = [] }) =>
    was.map((each) => wasInWords(each, unit, context)),
  );
  const comments = notes.filter((note) => note !== defined?.note).map((note) => words.note(note, unit));
  const cells: (Cell | undefined)[] = [
    textCell(id),
    textCell(title),
    textCell(words.unit(unit)),
    baseline.value === null ? words.stated(baseline.label) : words.valueCell(baseline.value, unit),
    words.dateCell(baseline.date),
    words.stated(texts.list(targetsInWords)),
    last ? words.valueCell(last.value, unit) : words.none(texts.notStated),
    words.dateCell(last?.date),
    words.valueCell(value, unit),
    words.dateCell(value === null ? null : atDate(context)),
    words.numberCell(progress === null ? null : 100 * progress, 'percent'),
    textCell(words.status(status)),
    request.expected ? words.numberCell(expected, unit) : undefined,
    words.stated(defined?.source),
    words.stated([...comments, ...revisions].join(' ')),
  ];
  return cells.filter((cell): cell is Cell => cell !== undefined);
}
