// How pages lie: what is too wide to be read upright is read on pages turned sideways.
import type { Report, Section } from '../report-model.js';

/** A table with more columns than this is read on a page turned sideways. */
const MOST_COLUMNS_UPRIGHT = 9;

/** What stands above each page: short, since the mark of invented data stands beside it. */
export const runningTitle = ({ kind, subject, title }: Report): string =>
  `${subject.acronym} · ${kind === 'report' ? `M${subject.month}` : title}`;

/** Sections that follow each other on pages of one orientation. */
export interface PageGroup {
  readonly wide: boolean;
  readonly sections: readonly Section[];
}

export function pageGroups(sections: readonly Section[]): PageGroup[] {
  const groups: { wide: boolean; sections: Section[] }[] = [];
  for (const section of sections) {
    const wide = hasWideTable(section);
    const last = groups.at(-1);
    if (last?.wide === wide) last.sections.push(section);
    else groups.push({ wide, sections: [section] });
  }
  return groups;
}

const hasWideTable = ({ blocks, sections }: Section): boolean =>
  blocks.some((block) => block.kind === 'table' && block.table.columns.length > MOST_COLUMNS_UPRIGHT) ||
  sections.some(hasWideTable);
