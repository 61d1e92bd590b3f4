// A table that can be sorted, filtered and taken away as CSV. Long ones show their first rows, and more on demand.
import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { downloadCsv, type CsvCell } from '../csv.js';
import { inHistoryEntry } from '../history-entry.js';
import { announce } from '../notices.js';
import { text } from '../text.js';
import { useKept } from '../use-kept.js';
import { useUniqueId } from '../use-unique-id.js';
import { usePrinting } from './use-printing.js';

const PAGE = 50;
/** Shorter tables need no filter. */
const FILTERED_FROM = 10;

export interface Column<T> {
  readonly key: string;
  readonly header: string;
  /** What sorting, filtering and CSV work on. Null stands last. Without it the column is of the page alone. */
  readonly value?: (row: T) => CsvCell;
  /** How it is shown, where that is more than `value`. */
  readonly cell?: (row: T) => ComponentChildren;
  readonly numeric?: boolean;
  /** Of sentences: gets room, and a narrow screen scrolls to it. */
  readonly wide?: boolean;
}

interface Props<T> {
  readonly caption: string;
  /** The first column names the row. */
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  /** Name of the CSV file without its ending. */
  readonly fileName: string;
  /** Shown in place of a table without rows: what could stand here, and how it gets here. */
  readonly empty: ComponentChildren;
  readonly sortedBy?: { readonly key: string; readonly ascending: boolean };
  /** How many rows stand there at first. */
  readonly first?: number;
}

export function DataTable<T>({ caption, columns, rows, rowKey, fileName, empty, sortedBy, first = PAGE }: Props<T>) {
  const [sorting, setSorting] = useKept(`sorting of ${fileName}`, sortedBy, inHistoryEntry);
  const [filter, setFilter] = useKept(`filter of ${fileName}`, '', inHistoryEntry);
  const [limit, setLimit] = useKept(`rows of ${fileName}`, first, inHistoryEntry);
  const isPrinting = usePrinting() !== undefined;
  const filterId = useUniqueId();
  const frame = useRef<HTMLDivElement>(null);
  const found = useMemo(
    () => sorted(filtered(rows, columns, filter), columns, sorting),
    [rows, columns, filter, sorting],
  );
  if (rows.length === 0) return <>{empty}</>;

  const sortBy = ({ key, header }: Column<T>): void => {
    const ascending = sorting?.key === key ? !sorting.ascending : true;
    setSorting({ key, ascending });
    announce(text.table.sortedBy(header, ascending));
  };
  // Paper holds all of them.
  const shown = isPrinting ? found : found.slice(0, limit);
  return (
    <div class="data-table">
      <div class="table-tools">
        {/* What filters is in sight, also where rows have gone since. */}
        {(rows.length >= FILTERED_FROM || filter !== '') && (
          <>
            <label for={filterId}>{text.table.filter}</label>
            <input
              id={filterId}
              type="search"
              value={filter}
              onInput={({ currentTarget }) => setFilter(currentTarget.value)}
            />
          </>
        )}
        <span class="muted" role="status">
          {text.table.rows(found.length, rows.length)}
        </span>
        <button
          type="button"
          class="quiet"
          onClick={() =>
            downloadCsv(`${fileName}.csv`, [
              columns.filter(({ value }) => value).map(({ header }) => header),
              ...found.map((row) => columns.flatMap(({ value }) => (value ? [value(row)] : []))),
            ])
          }
        >
          {text.table.download}
        </button>
      </div>
      <div ref={frame} class="table-frame" role="region" tabIndex={0} aria-label={text.table.region(caption)}>
        <table>
          <caption class="sr-only">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  class={column.numeric ? 'number' : ''}
                  aria-sort={sorting?.key === column.key ? (sorting.ascending ? 'ascending' : 'descending') : undefined}
                >
                  {isPrinting || !column.value ? (
                    column.header
                  ) : (
                    <button type="button" class="sort" onClick={() => sortBy(column)}>
                      {column.header}
                      <svg viewBox="0 0 10 14" width="8" height="12" aria-hidden="true">
                        <path class="sort-up" d="M1 5.5 5 1l4 4.5" />
                        <path class="sort-down" d="M1 8.5 5 13l4-4.5" />
                      </svg>
                    </button>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={rowKey(row)}>
                {columns.map((column, index) => {
                  const content = column.cell ? column.cell(row) : (column.value?.(row) ?? text.none);
                  const style = column.numeric ? 'number' : column.wide ? 'wide' : '';
                  return index === 0 ? (
                    <th key={column.key} scope="row" class={style}>
                      {content}
                    </th>
                  ) : (
                    <td key={column.key} class={style}>
                      {content}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.length === 0 && <p class="muted">{text.table.nothingFound}</p>}
      {found.length > shown.length && (
        <button
          type="button"
          class="secondary"
          onClick={() => {
            // Where all are shown the button goes: the focus stays with the rows.
            if (limit + PAGE >= found.length) frame.current?.focus({ preventScroll: true });
            setLimit(limit + PAGE);
          }}
        >
          {text.table.more(Math.min(PAGE, found.length - limit))}
        </button>
      )}
    </div>
  );
}

function filtered<T>(rows: readonly T[], columns: readonly Column<T>[], filter: string): readonly T[] {
  const words = plain(filter).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const content = plain(columns.map(({ value }) => value?.(row) ?? '').join(' '));
    return words.every((word) => content.includes(word));
  });
}

/** Without accents and case, so that "Donostia" finds "DONÓSTIA". */
function plain(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

function sorted<T>(rows: readonly T[], columns: readonly Column<T>[], sorting: Props<T>['sortedBy']): readonly T[] {
  const value = columns.find(({ key }) => key === sorting?.key)?.value;
  if (!value || !sorting) return rows;
  const sign = sorting.ascending ? 1 : -1;
  const collator = new Intl.Collator(text.locale, { numeric: true });
  return [...rows].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * collator.compare(String(a), String(b));
  });
}
