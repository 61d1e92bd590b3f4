// A text at which the program that lays PDFs out ends, and a report that holds it, for specs.
import type { Report, Section } from '../../report-model.js';

/** Marks over spaces between Arabic letters and digits: in a cell that is narrow enough, no line can be made of it. */
export const ENDING_TEXT = '###### \u20f0\u20e4\u20ef\u06c9 \u20d8\u0661 \u20d8\u0664\u06b5\u0642\u20e3\u20d5\u060d';

/** The report with a table of five columns in place of its first section, with a text in every cell. */
export function withCells(report: Report, text: string): Report {
  const columns = Array.from(
    { length: 5 },
    (_, i) => ({ id: `c${i}`, title: `C${i}`, type: 'text', width: 1 }) as const,
  );
  const rows = [columns.map(() => ({ kind: 'text', text }) as const)];
  const table = { id: 'cells', title: 'Cells', columns, rows, empty: '', notes: [] };
  const [first, ...others] = report.sections as [Section, ...Section[]];
  return { ...report, sections: [{ ...first, blocks: [{ kind: 'table', table }], sections: [] }, ...others] };
}
