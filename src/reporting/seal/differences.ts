// Where a file of a bundle differs from what the events give, in words: the figure, the row, the value.
import { unzipSync } from 'fflate';
import { parse } from 'csv-parse/sync';

/** Of a long value so much is shown, and of that so much before the place where it differs. */
const SHOWN = 60;
const SHOWN_BEFORE = 20;

/** Empty where the format isn't one that can be looked into here. */
export function differences(name: string, found: Uint8Array, right: Uint8Array): string[] {
  try {
    if (name.endsWith('.json')) return jsonDifferences(parsed(found), parsed(right));
    if (name.endsWith('.csv.zip')) return csvDifferences(unzipSync(found), unzipSync(right));
  } catch {
    return ["it can't be read any more"];
  }
  return [];
}

const parsed = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));

/** Where two values of JSON differ, one sentence for each place; none where they are the same. `path`: where both stand. */
export function jsonDifferences(found: unknown, right: unknown, path = ''): string[] {
  if (Object.is(found, right)) return [];
  if (isContainer(found) && isContainer(right) && Array.isArray(found) === Array.isArray(right)) {
    const keys = new Set([...Object.keys(found), ...Object.keys(right)]);
    return [...keys].flatMap((key) => jsonDifferences(found[key], right[key], path + step(right, key)));
  }
  return [`${path.replace(/^\./, '') || 'the whole'} ${compared(found, right)}`];
}

type Container = Readonly<Record<string, unknown>>;
const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** Members of lists by their ids, where they have some. */
function step(container: Container, key: string): string {
  if (!Array.isArray(container)) return `.${key}`;
  const id = (container[Number(key)] as { id?: unknown } | undefined)?.id;
  return typeof id === 'string' ? `.${id}` : `[${key}]`;
}

function csvDifferences(
  found: Readonly<Record<string, Uint8Array>>,
  right: Readonly<Record<string, Uint8Array>>,
): string[] {
  return [...new Set([...Object.keys(found), ...Object.keys(right)])].flatMap((file): string[] => {
    const [there, should] = [found[file], right[file]];
    if (!there || !should) return [`${file} is ${there ? 'not among what the events give' : 'missing'}`];
    if (Buffer.from(there).equals(should)) return [];
    const [rows, rightRows] = [rowsOf(there), rowsOf(should)];
    const cells = rightRows.flatMap((row, i) =>
      row.flatMap((value, j) =>
        rows[i]?.[j] === value
          ? []
          : [`${file}, row ${i + 1}, ${rightRows[0]?.[j] ?? `column ${j + 1}`} ${compared(rows[i]?.[j], value)}`],
      ),
    );
    return cells.length > 0 ? cells : [`${file} has other rows than the events give`];
  });
}

const rowsOf = (bytes: Uint8Array): string[][] =>
  parse(Buffer.from(bytes), { bom: true, relax_column_count: true, relax_quotes: true });

function compared(found: unknown, right: unknown): string {
  const [is, gives] = [written(found), written(right)];
  let place = 0;
  while (place < is.length && is[place] === gives[place]) place++;
  return `is ${excerpt(is, place)}, the events give ${excerpt(gives, place)}`;
}

const written = (value: unknown): string => JSON.stringify(value) ?? 'absent';

function excerpt(text: string, place: number): string {
  if (text.length <= SHOWN) return text;
  const from = Math.max(0, Math.min(place - SHOWN_BEFORE, text.length - SHOWN));
  const to = from + SHOWN;
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}
