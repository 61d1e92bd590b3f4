// Where results differ from the plan: what was written about it, and each target and milestone that is missed or late.
import { column, narrativeOf, section, tableBlock, type ReportContext } from '../report-context.js';
import type { Cell, IndicatorFigures, MilestoneFigures, Section } from '../report-model.js';
import { textCell } from '../wording.js';
import { narrativeBlocks } from './narrative.js';

const DEVIATING = new Set(['missed', 'atRisk', 'offTrack', 'regressing']);

export function deviations(context: ReportContext): Section {
  const { texts } = context;
  const t = texts.deviations;
  return section('deviations', t.title, [
    ...narrativeBlocks(context, 'deviations'),
    tableBlock({
      id: 'deviations',
      title: t.caption,
      columns: [
        column('what', t.what, 'text', 0.8),
        column('name', t.name, 'text', 2.5),
        column('planned', t.planned, 'mixed'),
        column('due', t.due, 'date'),
        column('actual', t.actual, 'mixed'),
        column('deviation', t.deviation, 'text', 1.5),
        column('comment', t.comment, 'text', 2),
      ],
      rows: deviationRows(context),
      empty: t.none,
      notes: [],
    }),
  ]);
}

function deviationRows(context: ReportContext): Cell[][] {
  const { figures } = context;
  return [
    ...figures.indicators.flatMap((indicator) => indicatorRows(context, indicator)),
    ...figures.milestones.flatMap((milestone) => milestoneRow(context, milestone)),
  ];
}

/** Whether anything was missed, late or off its path: something then wants an explanation. */
export function isDeviating(context: ReportContext): boolean {
  return deviationRows(context).length > 0;
}

/** Each earlier target that was missed, with the value on its day; and how it stands with the last one. */
function indicatorRows(
  context: ReportContext,
  { id, title, unit, value, targets, status, notes }: IndicatorFigures,
): Cell[][] {
  const { words, texts, isPublic } = context;
  const t = texts.deviations;
  const last = targets.at(-1);
  if (!last) return [];
  const [reachedLate, sinceFallen] = ['reached after the due month', 'since fallen'].map((note) =>
    notes.includes(note),
  );
  const isOff = DEVIATING.has(status) || reachedLate || sinceFallen || last.met === false;
  const deviation = reachedLate ? t.reachedLate : sinceFallen ? t.sinceFallen : words.status(status);
  const row = (target: typeof last, actual: typeof value, said: string): Cell[] => [
    textCell(id),
    textCell(title),
    words.valueCell(target.value, unit),
    words.dateCell(target.date),
    words.valueCell(actual, unit),
    textCell(said),
    words.stated(narrativeOf(context, id) && !isPublic ? t.seeNarrative(id) : undefined),
  ];
  const missed = targets.slice(0, -1).filter(({ met }) => met === false);
  return [
    ...missed.map((target) => row(target, target.valueThen, words.status('missed'))),
    ...(isOff ? [row(last, value, deviation)] : []),
  ];
}

function milestoneRow({ words, texts, framework }: ReportContext, milestone: MilestoneFigures): Cell[][] {
  const { id, title, due, status, achievedOn, holds } = milestone;
  const t = texts.deviations;
  const isLate = due !== null && achievedOn !== null && achievedOn > due.date;
  const deviation =
    status === 'overdue'
      ? words.status(status)
      : isLate
        ? t.achievedLate
        : status === 'achieved' && holds === false
          ? t.noLongerHolds
          : undefined;
  if (deviation === undefined) return [];
  return [
    [
      textCell(id),
      textCell(title),
      words.yesNoCell(true),
      due ? words.dateCell(due.date) : words.none(texts.notStated),
      achievedOn === null ? words.yesNoCell(false) : words.dateCell(achievedOn),
      textCell(deviation),
      words.stated(framework?.milestones.find((each) => each.id === id)?.note),
    ],
  ];
}
