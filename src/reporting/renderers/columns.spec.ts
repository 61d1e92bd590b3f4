// Columns on a page: figures stay on their lines, and a table with more columns than fit is parted.
import { expect, it } from '@jest/globals';
import type { Table } from '../report-model.js';
import { columnWidths, partsOf } from './columns.js';

const tableOf = (columns: number, text: string): Table => ({
  id: 'series',
  title: 'Series',
  columns: Array.from({ length: columns }, (_, i) => ({ id: `c${i}`, title: `C${i}`, type: 'mixed', width: 1 })),
  rows: [Array.from({ length: columns }, (_, i) => ({ kind: 'number', value: i, text, decimals: 2 }))],
  empty: '',
  notes: [],
});

it('a number stays on its line where there is room, at the cost of the others', () => {
  const table = tableOf(3, '1');
  const [row = []] = table.rows;
  const room = { width: 100, em: 5, margin: 2 };
  const long = {
    ...table,
    rows: [[{ kind: 'number', value: 0, text: '−250,000.75 JPY', decimals: 2 } as const, ...row.slice(1)]],
  };
  const [first = 0, second = 0, third = 0] = columnWidths(long, room);
  expect(first).toBeCloseTo(11 * 0.6 * 5 + 4);
  expect(second).toBe(third);
  expect(first + second + third).toBeCloseTo(100);
  // Where there is no room, the shares stay.
  expect(columnWidths(tableOf(3, '1,234,567.89'), { ...room, width: 60 })).toEqual([20, 20, 20]);
});

it('a number or a date in a text stays on its line, and what gives it room keeps room for a syllable', () => {
  const text = (text: string) => ({ kind: 'text', text }) as const;
  const titles = ['Name', 'Targets', 'State'];
  const table: Table = {
    ...tableOf(3, '1'),
    columns: titles.map((title) => ({ id: title, title, type: 'text', width: 1 })),
    rows: [
      [text('Money raised'), text('Until 1 May: 1,250,000,000.50\u00a0EUR (14/06/2024), as agreed'), text('Late')],
    ],
  };
  const [first = 0, second = 0, third = 0] = columnWidths(table, { width: 150, em: 5, margin: 2 });
  expect(second).toBeCloseTo(20 * 0.6 * 5 + 4);
  expect([first, third]).toEqual([43, 43].map((width) => expect.closeTo(width)));
  expect(columnWidths(table, { width: 116, em: 5, margin: 2 })).toEqual([26, 64, 26].map((w) => expect.closeTo(w)));
  // Where there is no room for both, a text's number may stand out.
  expect(columnWidths(table, { width: 108, em: 5, margin: 2 })).toEqual([36, 36, 36]);
});

it('an id that heads a row or a column stays on its line', () => {
  const room = { width: 200, em: 5, margin: 2 };
  const table = tableOf(4, '1');
  const [row = []] = table.rows;
  const rows = ['KPI-01', 'SO2.INDICATOR1', 'Total'].map((text) => [{ kind: 'text', text } as const, ...row.slice(1)]);
  const columns = table.columns.map((column, i) => (i === 3 ? { ...column, title: 'SO2.INDICATOR1' } : column));
  const [first = 0, second = 0, third = 0, fourth = 0] = columnWidths({ ...table, columns, rows }, room);
  expect([first, fourth]).toEqual([14 * 0.7 * 5 + 4, 14 * 0.7 * 5 + 4].map((width) => expect.closeTo(width)));
  expect([second, third]).toEqual([47, 47].map((width) => expect.closeTo(width)));
  // Longer ones are broken.
  const long = rows.map(([, ...others]) => [{ kind: 'text', text: '1'.repeat(64) } as const, ...others]);
  expect(columnWidths({ ...table, rows: long }, room)[0]).toBeCloseTo(16 * 0.7 * 5 + 4);
});

it('the words of a head stay whole where there is room for them and for all figures: Word breaks them anywhere', () => {
  const table = tableOf(3, '1');
  const titled = {
    ...table,
    columns: table.columns.map((column, i) => ({ ...column, title: i === 0 ? 'Indicator or milestone' : 'No.' })),
  };
  const room = { width: 75, em: 5, margin: 2 };
  expect(columnWidths(titled, room)[0]).toBeCloseTo(9 * 0.6 * 5 + 4);
  // Where there is room for figures only, these have it.
  const tight = { ...titled, rows: [[...(tableOf(1, '1,234,567').rows[0] ?? []), ...(tableOf(2, '1').rows[0] ?? [])]] };
  const wordy = { ...tight, columns: tight.columns.map((column) => ({ ...column, title: 'Nevertheless' })) };
  expect(columnWidths(wordy, room)[0]).toBeCloseTo(9 * 0.6 * 5 + 4);
});

it('a table of up to fifteen columns is one, and a wider one is parted, each part with what its rows are of', () => {
  expect(partsOf(tableOf(15, '1'))).toEqual([tableOf(15, '1')]);
  const parts = partsOf(tableOf(32, '1'));
  expect(parts.map(({ title }) => title)).toEqual(['Series (1/3)', 'Series (2/3)', 'Series (3/3)']);
  expect(parts.map(({ columns }) => columns.map(({ id }) => id))).toEqual(
    [2, 12, 22].map((from) => ['c0', 'c1', ...Array.from({ length: 10 }, (_, i) => `c${from + i}`)]),
  );
  expect(parts.map(({ rows }) => rows[0]?.map((cell) => cell.kind === 'number' && cell.value))[1]?.slice(1, 3)).toEqual(
    [1, 12],
  );
});
