// What specs look at in a report: its sections, blocks and tables, however deep.
import type { Block, Report, Section, Table } from './report-model.js';

export const sectionsOf = (report: Report): Section[] => {
  const all = (section: Section): Section[] => [section, ...section.sections.flatMap(all)];
  return report.sections.flatMap(all);
};
export const blocksOf = (report: Report): readonly Block[] => sectionsOf(report).flatMap(({ blocks }) => blocks);
export const tablesOf = (report: Report): Table[] =>
  blocksOf(report).flatMap((block) => (block.kind === 'table' ? [block.table] : []));
export const table = (report: Report, id: string): Table => {
  const found = tablesOf(report).find((each) => each.id === id);
  if (!found) throw new Error(`there is no table ${id}`);
  return found;
};
export const texts = (report: Report, id: string): string[][] =>
  table(report, id).rows.map((row) => row.map(({ text }) => text));
