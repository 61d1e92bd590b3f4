// Which column is which field: as the profile says, else by what people call it.
import { ProblemError, type ProblemDetail } from '../../platform/problems.js';
import type { FieldDefinition } from './kinds/kind.js';
import { kindDefinitions } from './kinds/kinds.js';
import type { Kind, Profile } from './profile.js';
import { textOf, type Row } from './table.js';
import { plainWord } from './words.js';

/** Where a field stands in a row: its columns by number, and the header of the first. */
export interface Placed {
  readonly columns: readonly number[];
  readonly header: string;
}

export type Placement = ReadonlyMap<string, Placed>;

export type Fields = Readonly<Record<string, FieldDefinition>>;

/** No header is longer, and what may stand in its place is compared with many. */
const LONGEST_HEADER = 2_000;

export const headersOf = (header: Row): string[] => header.cells.map((cell) => textOf(cell).slice(0, LONGEST_HEADER));

/** The headers of a file in plain words, and the columns that were looked for among them: each of its rows asks again. */
interface LookedThrough {
  readonly plain: readonly string[];
  readonly columns: Map<string, readonly number[]>;
}
const lookedThrough = new WeakMap<readonly string[], LookedThrough>();

function among(headers: readonly string[]): LookedThrough {
  let known = lookedThrough.get(headers);
  if (!known) lookedThrough.set(headers, (known = { plain: headers.map(plainWord), columns: new Map() }));
  return known;
}

/** The columns that a header stands for: those that have it to the letter, else those that spell it otherwise. */
function columnsCalled(headers: readonly string[], wanted: string): readonly number[] {
  const { plain, columns } = among(headers);
  const known = columns.get(wanted);
  if (known) return known;
  const places = (all: readonly string[], one: string): number[] =>
    all.flatMap((each, column) => (each === one ? [column] : []));
  const exact = places(headers, wanted);
  const found = exact.length > 0 ? exact : places(plain, plainWord(wanted));
  columns.set(wanted, found);
  return found;
}

/** The column that a header stands for; -1 where there is none. */
export const columnCalled = (headers: readonly string[], wanted: string): number =>
  columnsCalled(headers, wanted)[0] ?? -1;

/**
 * Places the fields of a kind. Throws a problem that names every header that is missing, repeated or not known, unless
 * those that aren't known are passed over.
 */
export function placeFields(
  headers: readonly string[],
  fields: Fields,
  profile: Profile,
  passesOver = profile.ignore === 'others',
): Placement {
  const errors: ProblemDetail[] = [];
  const refuse = (field: string, detail: string, remedy: string): void =>
    void errors.push({ field, code: 'header-invalid', detail, remedy });
  for (const repeated of repeatedIn(headers, profile, passesOver))
    refuse(repeated, `The header "${repeated}" stands twice.`, 'Give each column a header of its own.');
  const { values, words, kept, corrections = [] } = profile;
  const corrected = Object.assign({}, ...corrections.map(({ set }) => set)) as object;
  for (const [table, named] of Object.entries({ values, words, 'words to keep': kept, corrections: corrected })) {
    for (const field of Object.keys(named ?? {}).filter((each) => !Object.hasOwn(fields, each)))
      refuse(
        field,
        `There is no field "${field}" to give ${table} for.`,
        `Name one of ${Object.keys(fields).join(', ')}.`,
      );
  }
  for (const header of new Set(corrections.flatMap(({ where }) => Object.keys(where)))) {
    if (columnCalled(headers, header) < 0)
      refuse(
        header,
        `There is no column "${header.slice(0, 80)}", by which a correction is to find its row.`,
        'Name a header of the file, or leave the correction out.',
      );
  }
  const placed = new Map<string, Placed>();
  const taken = new Set<number>();
  for (const [field, named] of Object.entries(profile.columns ?? {})) {
    if (!Object.hasOwn(fields, field)) {
      refuse(
        field,
        `There is no field "${field}" to map a column to.`,
        `Map to one of ${Object.keys(fields).join(', ')}.`,
      );
      continue;
    }
    const wanted = [named].flat();
    const columns = wanted.map((each) => columnCalled(headers, each)).filter((i) => i >= 0);
    if (columns.length === 0) continue;
    for (const column of columns) taken.add(column);
    placed.set(field, { columns, header: headers[columns[0] as number] as string });
  }
  headers.forEach((header, column) => {
    const plain = among(headers).plain[column] as string;
    if (taken.has(column) || header === '' || ignores(profile, plain)) return;
    const field = fieldMeantBy(plain, fields);
    if (field === undefined || profile.columns?.[field] !== undefined) {
      if (!passesOver)
        refuse(
          header,
          `The header "${header.slice(0, 80)}" is not known.`,
          'Correct it, map it in a profile, or ignore it there.',
        );
      return;
    }
    const other = placed.get(field);
    if (other)
      refuse(
        header,
        `"${other.header}" and "${header}" both mean ${field}.`,
        'Leave one of them out, or map it in a profile.',
      );
    else placed.set(field, { columns: [column], header });
  });
  for (const [field, { required, headers: names }] of Object.entries(fields)) {
    if (!required || placed.has(field) || profile.values?.[field] !== undefined) continue;
    const called = [...new Map([field, ...names].map((name) => [spelled(name), name])).values()].slice(0, 3);
    const detail = `There is no column for ${field}, such as ${called.map((name) => `"${name}"`).join(', ')}.`;
    refuse(field, detail, `Add the column, map one in a profile, or give the value for all rows (--set ${field}=…).`);
  }
  if (errors.length === 0) return placed;
  const detail = errors.map((error) => error.detail).join(' ');
  throw new ProblemError({ code: 'header-invalid', detail: detail.slice(0, 2_000), errors });
}

const ignores = ({ ignore }: Profile, plain: string): boolean =>
  Array.isArray(ignore) && among(ignore).plain.includes(plain);

/** The words of a header or of a field's name: "joinedOn" is "joined on". */
const spelled = (name: string): string => plainWord(name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`));

const fieldsByWord = new WeakMap<Fields, ReadonlyMap<string, string>>();

/** The field that a header means: by the field's name, else by one of the words for it. */
export const fieldCalled = (header: string, fields: Fields): string | undefined =>
  fieldMeantBy(plainWord(header), fields);

function fieldMeantBy(plain: string, fields: Fields): string | undefined {
  let byWord = fieldsByWord.get(fields);
  if (!byWord) fieldsByWord.set(fields, (byWord = wordsFor(fields)));
  return byWord.get(plain);
}

function wordsFor(fields: Fields): Map<string, string> {
  const named = Object.keys(fields).flatMap((field) => [
    [plainWord(field), field] as const,
    [spelled(field), field] as const,
  ]);
  const called = Object.entries(fields).flatMap(([field, { headers }]) =>
    headers.map((header) => [plainWord(header), field] as const),
  );
  // The first of several that one word may mean.
  return new Map([...named, ...called].reverse());
}

/** Of two columns with one header nobody can tell which is meant; where others than those named are passed over, no matter. */
function repeatedIn(headers: readonly string[], profile: Profile, passesOver: boolean): string[] {
  if (passesOver) return [...namedIn(profile)].filter((wanted) => columnsCalled(headers, wanted).length > 1);
  const seen = new Set<string>();
  const { plain: all } = among(headers);
  return headers.filter((_, column) => {
    const plain = all[column] as string;
    if (plain === '') return false;
    if (seen.has(plain)) return true;
    seen.add(plain);
    return false;
  });
}

/** The headers that a profile names. */
function namedIn({ columns = {}, kept = {}, corrections = [], survey }: Profile): Set<string> {
  const questions = Object.values(survey?.questions ?? {}).map((asked) =>
    typeof asked === 'string' ? asked : asked.column,
  );
  const conditions = corrections.flatMap(({ where }) => Object.keys(where));
  return new Set([...Object.values(columns).flat(), ...Object.values(kept).flat(), ...conditions, ...questions]);
}

/**
 * The kind of list that a header belongs to: the one that knows all of it; of several, the one with most fields met.
 * Spreadsheet programs write columns that were only coloured, without a header.
 */
export function kindOf(headers: readonly string[], profile: Profile): Kind | undefined {
  const named = among(headers).plain.filter((plain, column) => headers[column] !== '' && !ignores(profile, plain));
  const fits = Object.entries(kindDefinitions).flatMap(([kind, { fields }]) => {
    const met = named.map((plain) => fieldMeantBy(plain, fields));
    const known = met.filter((field) => field !== undefined);
    const isSaid = (field: string): boolean => known.includes(field) || profile.values?.[field] !== undefined;
    const complete = Object.entries(fields).every(([field, { required }]) => !required || isSaid(field));
    return complete && new Set(known).size === named.length
      ? [{ kind: kind as Kind, required: requiredIn(fields) }]
      : [];
  });
  const most = Math.max(...fits.map(({ required }) => required));
  const best = fits.filter(({ required }) => required === most);
  return best.length === 1 ? best[0]?.kind : undefined;
}

const requiredIn = (fields: Fields): number => Object.values(fields).filter(({ required }) => required).length;

/** Whether a file has exactly the headers that a profile is for. */
export function recognises({ recognises: wanted }: Profile, headers: readonly string[]): boolean {
  if (!wanted) return false;
  const there = new Set(among(headers).plain.filter((_, column) => headers[column] !== ''));
  const all = new Set(among(wanted).plain);
  return there.size === all.size && [...all].every((header) => there.has(header));
}
