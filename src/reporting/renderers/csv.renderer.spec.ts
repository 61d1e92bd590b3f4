// Tables as CSV: whatever a text holds, it is one field, and none that a spreadsheet would compute.
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { exampleReport } from '../example-report.fixture.js';
import type { Report } from '../report-model.js';
import { withCells, withSummary } from './changed-report.fixture.js';
import { csvFiles } from './csv.renderer.js';

const TEXTS = ['Late\n=1+1', 'Late\r=1+1', 'Late\r\n=1+1', 'a "quoted"\n@word', 'with, comma', 'plain'];

function rowsOf(report: Report, id: string): string[][] {
  const { text = '' } = csvFiles(report).find(({ name }) => name === `${id}.csv`) ?? {};
  return parse(text, { bom: true, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true });
}

describe('a report as CSV', () => {
  it.each(TEXTS)('keeps %j in its field', async (text) => {
    const report = await exampleReport();
    expect(rowsOf(withCells(report, text), 'cells').slice(1)).toEqual([Array.from({ length: 5 }, () => text)]);
    expect(rowsOf(withSummary(report, text), 'narratives').slice(1)).toEqual([['summary', 'en', text]]);
  });

  it('has no line that begins like a formula, but inside quotes', async () => {
    const files = csvFiles(withCells(await exampleReport(), '=1+1\n=2+2'));
    const { text = '' } = files.find(({ name }) => name === 'cells.csv') ?? {};
    expect(text.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/(^|[,\n\r])[=+@-]/);
    expect(text).toContain(`"'=1+1\n=2+2"`);
  });
});
