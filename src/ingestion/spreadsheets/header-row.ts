// Finds the header of a table: people put a title above it, or the day of the export.
import { ProblemError } from '../../platform/problems.js';
import { listed } from './notices.js';
import { isFilled, textOf, unreadable, type Row, type Table } from './table.js';

/** A header is looked for in so many rows. */
const ROWS_LOOKED_AT = 10;

export interface Headed<T> {
  readonly header: Row;
  /** What was understood of it. */
  readonly understood: T;
  /** Numbers of the rows above it. */
  readonly above: readonly number[];
  /** The rows under it. */
  readonly rows: AsyncIterator<Row>;
}

/**
 * Takes the first row that is understood. `understand` throws a problem for one that can't be the header; where none
 * can, that of the first row of several cells is thrown (one alone is a title), unless cells are merged.
 */
export async function underHeader<T>(table: Table, understand: (row: Row) => T): Promise<Headed<T>> {
  const rows = table.rows[Symbol.asyncIterator]();
  const above: number[] = [];
  let [first, firstOfSeveral]: (ProblemError | undefined)[] = [];
  while (above.length < ROWS_LOOKED_AT) {
    const next = await rows.next().catch((error: unknown) => {
      throw firstOfSeveral ?? first ?? error;
    });
    if (next.done) break;
    const header = next.value;
    try {
      const understood = understand(header);
      const below = rowsUnder(evenRows(rows, header, table), header, table);
      return { header, understood, above, rows: unmergedRows(below, header, table) };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      first ??= error;
      if (header.cells.filter(isFilled).length > 1) firstOfSeveral ??= error;
      above.push(header.number);
    }
  }
  // Perhaps that is why.
  refuseMerged(table, 1);
  throw firstOfSeveral ?? first ?? unreadable('no-rows', 'The file is empty.');
}

/** Where a list was printed in pages, or put together of several, its header stands again among the rows. */
async function* rowsUnder(rows: AsyncGenerator<Row>, header: Row, { notices }: Table): AsyncGenerator<Row> {
  const again: number[] = [];
  for await (const row of rows) {
    if (sayTheSame(row, header)) again.push(row.number);
    else yield row;
  }
  if (again.length > 0) notices.push((words) => words.headerAgain(listed(again, words)));
}

const sayTheSame = ({ cells }: Row, header: Row): boolean =>
  cells.length === header.cells.length && cells.every((cell, column) => textOf(cell) === textOf(header.cells[column]));

/** Which cells are merged, a workbook tells behind its rows. */
async function* unmergedRows(rows: AsyncGenerator<Row>, header: Row, table: Table): AsyncGenerator<Row> {
  yield* rows;
  // Those of a title above the header don't matter.
  refuseMerged(table, header.number);
}

/** Merged cells hold one value for several rows or columns: which of them it is meant for, nobody can tell. */
function refuseMerged({ merged }: Table, fromRow: number): void {
  const cells = merged?.();
  if (cells && cells.to >= fromRow)
    throw unreadable('merged-cells', `The cells ${cells.reference} are merged.`, cells.from);
}

/** In a text table, a row with another number of cells has lost a separator, or has one too many. */
async function* evenRows(
  rows: AsyncIterator<Row>,
  { cells: { length: width } }: Row,
  { isEven = false }: Table,
): AsyncGenerator<Row> {
  for await (const row of { [Symbol.asyncIterator]: () => rows }) {
    if (isEven && row.cells.length !== width) {
      const detail = `Line ${row.number} has ${row.cells.length} cells, the header has ${width}.`;
      throw unreadable('table-invalid', detail, row.number);
    }
    yield row;
  }
}
