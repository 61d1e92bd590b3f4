// Short reports, of one section that holds texts of any kind, for specs.
import { narrativeParts } from '../narrative.js';
import type { Block, Report, Section } from '../report-model.js';

/** The program that lays PDFs out ends at it. Marks over spaces between Arabic letters and digits: in a cell that is narrow enough, no line can be made of it. */
export const ENDING_TEXT = '###### \u20f0\u20e4\u20ef\u06c9 \u20d8\u0661 \u20d8\u0664\u06b5\u0642\u20e3\u20d5\u060d';

/** Of nothing but a summary in such Markdown. */
export function withSummary(report: Report, markdown: string): Report {
  const parts = narrativeParts(markdown);
  return ofOne(report, { kind: 'narrative', section: 'summary', language: 'en', parts, markdown });
}

/** Of nothing but a table of five columns that has a text in every cell. */
export function withCells(report: Report, text: string): Report {
  const columns = Array.from(
    { length: 5 },
    (_, i) => ({ id: `c${i}`, title: `C${i}`, type: 'text', width: 1 }) as const,
  );
  const rows = [columns.map(() => ({ kind: 'text', text }) as const)];
  return ofOne(report, {
    kind: 'table',
    table: { id: 'cells', title: 'Cells', columns, rows, empty: '', notes: [] },
  });
}

function ofOne(report: Report, block: Block): Report {
  const [first] = report.sections as [Section];
  return { ...report, sections: [{ ...first, blocks: [block], sections: [] }] };
}
