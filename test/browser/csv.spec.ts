// CSV files of tables: no cell is a formula to a spreadsheet.
import { expect, it } from '@jest/globals';
import { loadWebModule } from './web-module.js';

interface Csv {
  toCsv(rows: readonly (readonly (string | number | null)[])[]): string;
}

it.each([
  ['=1+1', "'=1+1"],
  ['-2+3+cmd|x!A0', "'-2+3+cmd|x!A0"],
  ['-1-2', "'-1-2"],
  ['-cmd', "'-cmd"],
  ['＝1+1', "'＝1+1"],
  ['-12.5', '-12.5'],
  [-3, '-3'],
  ['a, "b"', '"a, ""b"""'],
])('the cell %s is written %s', async (cell, written) => {
  const csv = await loadWebModule<Csv>('csv.ts');
  expect(csv.toCsv([[cell]])).toBe(`\ufeff${written}\r\n`);
});
