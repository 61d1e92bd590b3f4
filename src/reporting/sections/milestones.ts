// Milestones in the columns that the portal asks for.
import { column, section, tableBlock, workPackagesOf, type ReportContext } from '../report-context.js';
import type { Cell, Column, MilestoneFigures, Section } from '../report-model.js';
import { textCell } from '../wording.js';

export function milestones(context: ReportContext): Section {
  const { texts, isPublic, figures, framework } = context;
  const t = texts.milestones;
  const columns: (Column | undefined)[] = [
    column('milestone', t.id, 'text', 0.6),
    column('name', t.name, 'text', 2.5),
    column('workPackage', t.workPackage, 'text', 0.8),
    column('lead', t.lead, 'text', 1.2),
    column('meansOfVerification', t.meansOfVerification, 'text', 1.5),
    column('due', t.due, 'date'),
    column('achieved', t.achieved, 'yesNo', 0.8),
    column('achievedOn', t.achievedOn, 'date'),
    column('status', t.status),
    column('holds', t.holds, 'yesNo', 0.8),
    isPublic ? undefined : column('provenBy', t.provenBy, 'number', 0.8),
    column('comment', t.comment, 'text', 2),
  ];
  return section('milestones', t.title, [
    tableBlock({
      id: 'milestones',
      title: t.caption,
      columns: columns.filter((each): each is Column => each !== undefined),
      rows: figures.milestones.map((milestone) => row(context, milestone)),
      empty: framework ? t.none : texts.results.none,
      notes: [],
    }),
  ]);
}

function row(
  context: ReportContext,
  { id, title, objective, due, status, achievedOn, holds, provenBy }: MilestoneFigures,
): Cell[] {
  const { words, texts, framework, isPublic } = context;
  const defined = framework?.milestones.find((milestone) => milestone.id === id);
  const cells: (Cell | undefined)[] = [
    textCell(id),
    textCell(title),
    workPackagesOf(context, objective),
    words.stated(defined?.leadBeneficiary),
    words.stated(defined?.meansOfVerification),
    due ? words.dateCell(due.date) : words.none(texts.notStated),
    status === 'noData' ? words.none(texts.withheld) : words.yesNoCell(status === 'achieved'),
    words.dateCell(achievedOn),
    status === 'noData' ? words.none(texts.withheld) : textCell(words.status(status)),
    holds === null ? words.none(texts.withheld) : words.yesNoCell(holds),
    isPublic ? undefined : provenBy === null ? words.none(texts.none) : words.ordinalCell(provenBy),
    words.stated(defined?.note),
  ];
  return cells.filter((cell): cell is Cell => cell !== undefined);
}
