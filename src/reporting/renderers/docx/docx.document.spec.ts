// A DOCX document before it is written: what is in memory at a time.
import { describe, expect, it } from '@jest/globals';
import { Paragraph } from 'docx';
import { exampleReport } from '../../example-report.fixture.js';
import type { Cell, Report, Section } from '../../report-model.js';
import { documentOf } from './docx.document.js';

const cell = (text: string): Cell => ({ kind: 'text', text });

function withRows(report: Report, count: number): Report {
  const section: Section = {
    id: 'facts',
    title: 'Facts',
    sections: [],
    blocks: [
      {
        kind: 'table',
        table: {
          id: 'facts',
          title: 'Facts',
          columns: [{ id: 'what', title: 'What', type: 'text', width: 1 }],
          rows: Array.from({ length: count }, (_, i) => [cell(`Fact ${i}`)]),
          empty: 'None',
          notes: [],
        },
      },
    ],
  };
  return { ...report, sections: [section] };
}

/** Paragraphs that a document holds on to. */
function paragraphsIn(root: object): number {
  const seen = new Set<object>();
  const waiting: object[] = [root];
  for (let each = waiting.pop(); each; each = waiting.pop()) {
    if (seen.has(each)) continue;
    seen.add(each);
    for (const inner of Object.values(each) as unknown[]) {
      if (typeof inner === 'object' && inner !== null) waiting.push(inner);
    }
  }
  return [...seen].filter((each) => each instanceof Paragraph).length;
}

describe('a DOCX document', () => {
  it('holds no more for a table of a thousand rows than for one of ten', async () => {
    const report = await exampleReport();
    const held = async (rows: number): Promise<number> => paragraphsIn(await documentOf(withRows(report, rows), {}));
    const ten = await held(10);
    expect(ten).toBeGreaterThan(0);
    expect(await held(1_000)).toBe(ten);
  });
});
