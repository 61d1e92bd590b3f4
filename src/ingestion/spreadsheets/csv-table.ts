// Reads text tables: UTF-8 with or without a byte order mark, UTF-16 with one, or the encoding that is named;
// separated by comma, semicolon or tab; any line ends, mixed ones too.
import { Readable } from 'node:stream';
import { CsvError, parse, type InfoRecord } from 'csv-parse';
import { Turns } from '../../platform/turns.js';
import { MOST_ROWS, textOf, unreadable, withinLimits, type ReadingSettings, type Row, type Table } from './table.js';

/** Those that stand in a text least come first. */
const DELIMITERS = ['\t', ';', ','];
/** So many lines say what separates cells. */
const LINES_LOOKED_AT = 10;
/** So much becomes rows at once: they wait in memory for whoever reads them. */
const CHUNK_BYTES = 8 * 1024;
const HEADER_BYTES = 16 * 1024;
const LONGEST_CELL = 100_000;
const LINE_ENDS = [0x0a, 0x0d];
/** Exported tables put an apostrophe before what a spreadsheet program would compute: it is none of the text. */
const APOSTROPHE = /^'(?=[=+\-@\t\r＝＋－＠])/;

export function csvTable(bytes: Buffer, { encoding, delimiter }: ReadingSettings): Table {
  const [named, start] = encodingOf(bytes, encoding);
  const body = bytes.subarray(start);
  const head = new TextDecoder(named).decode(body.subarray(0, HEADER_BYTES));
  const [, stated = ''] = /^sep=(.)\r?\n/.exec(head) ?? [];
  let read = 0;
  const chosen = delimiter ?? (stated === '' ? delimiterOf(head) : stated);
  const rows = (onRead: (bytes: number) => void): AsyncIterable<Row> =>
    withinLimits(records(body, named, chosen, stated !== '', onRead));
  const onRead = (bytes: number): void => {
    read = bytes;
  };
  return {
    rows: mayHaveTooMany(body) ? countedFirst(rows, onRead) : rows(onRead),
    isEven: true,
    epoch: 1900,
    notices: [],
    share: () => read / bytes.length,
    // Whoever separates cells by semicolons has the comma for decimals.
    ...(chosen === ';' ? { decimalComma: true } : {}),
  };
}

/** Lines are as many as rows and the header, or more: cells may hold some, and some be empty. */
function mayHaveTooMany(body: Buffer): boolean {
  // The last one need have no end.
  let lines = LINE_ENDS.includes(body.at(-1) ?? 0) ? 0 : 1;
  for (const lineEnd of LINE_ENDS)
    for (let at = body.indexOf(lineEnd); at !== -1 && lines <= MOST_ROWS + 1; at = body.indexOf(lineEnd, at + 1))
      lines++;
  return lines > MOST_ROWS + 1;
}

/** Too many are told before the first of them is worked on: that takes far longer than to read them. */
async function* countedFirst(
  rows: (onRead: (bytes: number) => void) => AsyncIterable<Row>,
  onRead: (bytes: number) => void,
): AsyncGenerator<Row> {
  const turns = new Turns();
  for await (const _ of rows(() => undefined)) if (turns.isOver) await turns.next();
  yield* rows(onRead);
}

function encodingOf(bytes: Buffer, declared: string | undefined): [encoding: string, bytesOfMark: number] {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return ['utf-8', 3];
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ['utf-16le', 2];
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ['utf-16be', 2];
  return [declared ?? 'utf-8', 0];
}

/**
 * The separator of which the most lines have as many as each other, outside quotes: a title above the header may hold
 * any number of commas. Of several, the one that makes most cells.
 */
function delimiterOf(head: string): string {
  const lines = [...head.matchAll(/(?:"(?:[^"]|"")*"|[^"\r\n])+/g)]
    .slice(0, LINES_LOOKED_AT)
    .map(([line]) => line.replace(/"(?:[^"]|"")*"/g, ''));
  let best = { delimiter: ',', lines: 0, cells: 0 };
  for (const delimiter of DELIMITERS) {
    const linesByCells = new Map<number, number>();
    for (const line of lines) {
      const cells = line.split(delimiter).length;
      if (cells > 1) linesByCells.set(cells, (linesByCells.get(cells) ?? 0) + 1);
    }
    for (const [cells, alike] of linesByCells)
      if (alike > best.lines || (alike === best.lines && cells > best.cells)) best = { delimiter, lines: alike, cells };
  }
  return best.delimiter;
}

function* decoded(
  bytes: Buffer,
  encoding: string,
  skipFirstLine: boolean,
  onRead: (bytes: number) => void,
): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const wrong = (): Error =>
    unreadable('encoding-invalid', `The file holds bytes that are not ${encoding.toUpperCase()}, or NUL characters.`);
  let skipping = skipFirstLine;
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    let text: string;
    try {
      text = decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: at + CHUNK_BYTES < bytes.length });
    } catch {
      throw wrong();
    }
    // UTF-16 without its mark decodes as text full of NULs.
    if (text.includes('\0')) throw wrong();
    if (skipping) text = text.slice(text.indexOf('\n') + 1);
    skipping = false;
    onRead(at);
    yield text;
  }
}

async function* records(
  bytes: Buffer,
  encoding: string,
  delimiter: string,
  skipFirstLine: boolean,
  onRead: (bytes: number) => void,
): AsyncGenerator<Row> {
  // Inside quotes the parser takes a CR and the LF behind it for two lines. A line that was skipped is none for it.
  let ahead = skipFirstLine ? -1 : 0;
  /** The line in which the last whole record ended, and how many empty ones there were up to it. */
  let [ended, emptyBefore] = [skipFirstLine ? 1 : 0, 0];
  const numbered = (cells: readonly string[], { lines, empty_lines }: InfoRecord): Row => {
    const number = lines - occurrences(cells, /\r|\n/g) - ahead;
    ahead += occurrences(cells, /\r\n/g);
    ended = number + occurrences(cells, /\r\n?|\n/g);
    emptyBefore = empty_lines;
    return { number, cells: cells.map((cell) => cell.replace(APOSTROPHE, '')) };
  };
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    // Told of each record while it is read: of one that is torn, those before it may not have been handed on yet.
    // Its type knows of no other records than lists of texts.
    on_record: numbered as never,
    max_record_size: LONGEST_CELL * 10,
  });
  const source = Readable.from(decoded(bytes, encoding, skipFirstLine, onRead), { highWaterMark: 1 });
  source.on('error', (error) => parser.destroy(error));
  const parsed = source.pipe(parser) as AsyncIterable<Row>;
  try {
    for await (const { number, cells } of parsed) {
      if (cells.every((cell) => textOf(cell) === '')) continue;
      yield { number, cells: cells.map((cell) => (cell === '' ? null : cell)) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Where a quotation mark isn't closed, the parser notices it far below.
    const { lines, empty_lines } = error as unknown as InfoRecord;
    const line = ended + 1 + empty_lines - emptyBefore;
    throw unreadable('table-invalid', `Line ${line}: ${inWords(error, lines - ahead > line)}.`, line);
  }
}

const occurrences = (record: readonly string[], what: RegExp): number =>
  record.reduce((count, cell) => count + (cell.match(what)?.length ?? 0), 0);

function inWords({ code, message }: CsvError, isOfSeveralLines: boolean): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quotation mark is opened and never closed';
    case 'CSV_INVALID_CLOSING_QUOTE':
      return isOfSeveralLines
        ? 'a quotation mark is opened and not closed before the next one, in a line below'
        : 'a quotation mark stands in the middle of a quoted cell; inside, double it';
    case 'INVALID_OPENING_QUOTE':
      return 'a quotation mark stands in the middle of a cell; quote the whole cell and double the mark';
    case 'CSV_MAX_RECORD_SIZE':
      return isOfSeveralLines
        ? 'the row goes on over many lines: a quotation mark may be opened and never closed'
        : 'the row is longer than any row may be';
    default:
      return message;
  }
}
