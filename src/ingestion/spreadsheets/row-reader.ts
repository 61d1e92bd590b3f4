// From the rows of a table to the events that they make, or what is wrong with a row: where, with which value, and why.
import { isDeepStrictEqual } from 'node:util';
import { isLongerThan, NAME_LENGTH, TEXT_LENGTH } from '../../domain/text.schema.js';
import { problemTypes, type ProblemCode, type ProblemDetail } from '../../platform/problems.js';
import { valueOf, type Understood, type Value, type Writing } from './cell-values.js';
import { columnCalled, placeFields, type Fields, type Placement } from './headers.js';
import { MadeIds, type RecordedNames } from './made-ids.js';
import { NoIdError, TITLED, type KindDefinition, type RowContext, type RowEvent, type Titled } from './kinds/kind.js';
import { kindDefinitions } from './kinds/kinds.js';
import type { Notice } from './notices.js';
import type { Kind, Profile } from './profile.js';
import type { RecordedTitlesOf } from './recorded-titles.js';
import { isFilled, shownCell, textOf, type Cell, type Row } from './table.js';
import { exampleOf, TEMPLATE_LANGUAGES, type TemplateLanguage } from './templates.js';
import { ownMeaning, plainWord } from './words.js';

/** Why a row can't be taken, for whoever mends the file. */
export interface RowRefusal {
  readonly row: number;
  /** Header of the column, where one is at fault. */
  readonly column?: string;
  /** What stands there. */
  readonly value?: string;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly remedy: string;
}

export type RowOutcome =
  { readonly events: readonly RowEvent[] } | { readonly refused: readonly RowRefusal[] } | { readonly leftOut: string };

/** Reads the rows under one header. */
export interface RowReader {
  read(row: Row): RowOutcome;
  /** A problem of the event that a row made, as a fault of the row. */
  refusalOf(row: Row, problem: { code: ProblemCode; detail: string; errors?: readonly ProblemDetail[] }): RowRefusal[];
  /** The organisations that a row names, with the id where a person has said which one it is. */
  organisationsIn(row: Row): { name: string; id?: string }[];
  /** The id that an organisation gets by its name; undefined where none can be made of it. */
  organisationId(name: string): string | undefined;
  /** What whoever imports should know of how the rows are read. */
  readonly notices: readonly Notice[];
}

export interface Known {
  readonly allianceId: string;
  readonly allianceName: string;
  readonly organisations: RecordedNames;
  readonly titles: RecordedTitlesOf;
}

export function writingOf(profile: Profile, table: { decimalComma?: boolean; epoch: 1900 | 1904 }): Writing {
  const { dates = 'iso', decimal } = profile;
  return { dates, decimal, looksLikeComma: table.decimalComma ?? false, epoch: table.epoch };
}

export function refusal(row: number, code: ProblemCode, detail: string, more: Partial<RowRefusal> = {}): RowRefusal {
  return { row, code, detail, remedy: problemTypes[code].remedy, ...more };
}

export class ListReader implements RowReader {
  private readonly kind: KindDefinition;
  private readonly placement: Placement;
  private readonly context: Omit<RowContext, 'fills'>;
  /** Ids of organisations by name, as a person said. */
  private readonly said: ReadonlyMap<string, string>;
  private hasNameless = false;
  /** What the example row of a template says, in each language. */
  private readonly examples: readonly Readonly<Record<string, Value>>[];
  /** The row that says just that. */
  private exampleRow: number | undefined;

  /** Throws a problem where the header doesn't fit the kind. */
  constructor(
    kind: Exclude<Kind, 'answers'>,
    private readonly headers: readonly string[],
    private readonly profile: Profile,
    private readonly writing: Writing,
    { organisations, titles, ...known }: Known,
  ) {
    this.kind = kindDefinitions[kind];
    this.placement = placeFields(headers, this.kind.fields, profile);
    this.examples = TEMPLATE_LANGUAGES.map((language) => exampleValues(this.kind, language, writing));
    this.said = new Map(Object.entries(profile.organisations ?? {}).map(([name, id]) => [plainWord(name), id]));
    const made = new MadeIds('name', organisations);
    const titled: Readonly<Record<Titled, MadeIds>> = {
      recommendation: new MadeIds('title', titles.recommendation),
      activity: new MadeIds('title', titles.activity),
      thematicGroup: new MadeIds('title', titles.thematicGroup),
    };
    this.context = {
      ...known,
      organisation: (name) => this.said.get(plainWord(name)) ?? made.idOf(name),
      titled: (category, row) => titled[category].idOf(TITLED[category].nameOf(row)),
    };
  }

  get notices(): Notice[] {
    const nameless: Notice[] = this.hasNameless ? [(words) => words.nameless()] : [];
    const row = this.exampleRow;
    const example: Notice[] = row === undefined ? [] : [(words) => words.example(row)];
    return [...valuesBesideColumns(this.profile, this.placement), ...nameless, ...example];
  }

  read(row: Row): RowOutcome {
    this.hasNameless ||= row.cells.some((cell, column) => !this.headers[column] && isFilled(cell));
    const values: Record<string, Value> = {};
    const refused: RowRefusal[] = [];
    for (const [field, { type, required }] of Object.entries(this.kind.fields)) {
      const cell = this.cellOf(row, field);
      // Not looked at any further: a workbook may show one long text in any number of cells.
      if (type !== 'list' && isLongerThan(textOf(cell), TEXT_LENGTH)) {
        const detail = `${field} is longer than ${TEXT_LENGTH} characters.`;
        refused.push(this.refuse(row, field, { code: 'text-too-long', detail }));
        continue;
      }
      const understood = valueFor(this.profile, field, cell, (each) => valueOf(each, type, this.writing));
      if ('fault' in understood) refused.push(this.refuse(row, field, understood.fault));
      else if (understood.value !== undefined) values[field] = understood.value;
      else if (required) refused.push(this.refuse(row, field, { code: 'missing', detail: `${field} is empty.` }));
    }
    if (refused.length > 0) return { refused };
    if (this.examples.some((example) => isDeepStrictEqual(values, example))) this.exampleRow ??= row.number;
    try {
      const fills = (field: string): boolean => isFilled(this.heldIn(row, field));
      const made = this.kind.events(values, { ...this.context, fills });
      return 'field' in made ? { refused: [this.refuse(row, made.field, made)] } : { events: made };
    } catch (error) {
      if (!(error instanceof NoIdError)) throw error;
      return { refused: [this.refuse(row, error.field, { code: 'value-invalid', detail: error.message })] };
    }
  }

  refusalOf(row: Row, { code, detail, errors }: Parameters<RowReader['refusalOf']>[1]): RowRefusal[] {
    if (!errors || errors.length === 0) return [refusal(row.number, code, detail)];
    return errors.map((error) => {
      const field = fieldBehind(error.field ?? '', this.kind.fields);
      const remedy = this.remedyWithoutId(row, error.code) ?? error.remedy;
      const fault = {
        code: error.code as ProblemCode,
        detail: error.detail,
        ...(remedy === undefined ? {} : { remedy }),
      };
      return this.refuse(row, field, fault);
    });
  }

  /** Two things of one name get one id where the file gives none: the second looks like the first again. */
  private remedyWithoutId(row: Row, code: string): string | undefined {
    const id = Object.hasOwn(THERE_ALREADY, code) ? (THERE_ALREADY[code] as string) : undefined;
    if (id === undefined) return undefined;
    if (!Object.hasOwn(this.kind.fields, id))
      return 'Leave the row out, or, where it is another one, import it in a list of its kind, with an id of its own.';
    if (isFilled(this.heldIn(row, id))) return undefined;
    return `Leave the row out, or, where it is another one, give it an id of its own in a column ${id}.`;
  }

  organisationsIn(row: Row): { name: string; id?: string }[] {
    const names = (this.kind.organisations ?? []).map((field) => textOf(this.cellOf(row, field)));
    return names
      .filter((name) => name !== '' && !isLongerThan(name, NAME_LENGTH))
      .map((name) => {
        const id = this.said.get(plainWord(name));
        return id === undefined ? { name } : { name, id };
      });
  }

  organisationId(name: string): string | undefined {
    try {
      return this.context.organisation(name);
    } catch (error) {
      if (error instanceof NoIdError) return undefined;
      throw error;
    }
  }

  /** What a row says of a field, else the profile's value for all rows. */
  private cellOf(row: Row, field: string): Cell {
    return this.heldIn(row, field) ?? this.profile.values?.[field] ?? null;
  }

  /** What the file, or a correction of the profile, says of a field; the first of its columns that holds something. */
  private heldIn(row: Row, field: string): Cell {
    const corrected = correctionOf(this.profile, field, row, this.headers);
    if (corrected !== undefined) return corrected;
    const columns = this.placement.get(field)?.columns ?? [];
    const cells = columns.map((column) => row.cells[column] ?? null);
    const held = cells.find(isFilled) ?? null;
    const kept = this.keptIn(row, field);
    if (kept !== '') return [textOf(held), kept].filter((part) => part !== '').join('; ');
    return held;
  }

  /** The words of other columns that a field's text is to keep. */
  private keptIn(row: Row, field: string): string {
    const kept = (this.profile.kept?.[field] ?? []).map(
      (header) => [header, textUnder(row, this.headers, header)] as const,
    );
    return kept.flatMap(([header, text]) => (text === '' ? [] : [`${header}: ${text}`])).join('; ');
  }

  private refuse(
    row: Row,
    field: string,
    { code, detail, remedy }: { code: ProblemCode; detail: string; remedy?: string },
  ): RowRefusal {
    const placed = this.placement.get(field);
    const value = shownCell(placed && this.cellOf(row, field));
    return refusal(row.number, code, detail, {
      ...(placed ? { column: placed.header } : {}),
      ...(value === '' ? {} : { value }),
      ...(remedy === undefined ? {} : { remedy }),
    });
  }
}

function exampleValues(
  { fields }: KindDefinition,
  language: TemplateLanguage,
  writing: Writing,
): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [field, definition] of Object.entries(fields)) {
    const understood = valueOf(exampleOf(definition, language), definition.type, writing);
    if ('value' in understood && understood.value !== undefined) values[field] = understood.value;
  }
  return values;
}

/** By refusal, the field of the id of what is there already. */
const THERE_ALREADY: Readonly<Record<string, string>> = {
  'activity-exists': 'activityId',
  'already-published': 'recommendationId',
  'mou-exists': 'mouId',
  'thematic-group-exists': 'groupId',
};

/** What a profile says that a row should have as a field, by what stands in the row; undefined where it says nothing. */
export function correctionOf(
  { corrections = [] }: Profile,
  field: string,
  row: Row,
  headers: readonly string[],
): string | undefined {
  const isMeant = (where: Readonly<Record<string, string>>): boolean =>
    Object.entries(where).every(([header, text]) => textUnder(row, headers, header) === text);
  return corrections.find(({ where, set }) => set[field] !== undefined && isMeant(where))?.set[field];
}

const textUnder = (row: Row, headers: readonly string[], header: string): string =>
  textOf(row.cells[columnCalled(headers, header)]);

/** Says that a value for all rows is only for those where its column is empty. */
export function valuesBesideColumns({ values = {} }: Profile, placement: Placement): Notice[] {
  return Object.keys(values).flatMap((field): Notice[] => {
    const column = placement.get(field)?.header;
    if (column === undefined) return [];
    return [(words) => words.valueBesideColumn(field, column)];
  });
}

/** The value of a cell: what the profile says its word means, else as the field's type is read. */
export function valueFor(profile: Profile, field: string, cell: Cell, read: (cell: Cell) => Understood): Understood {
  const words = profile.words?.[field];
  if (!words) return read(cell);
  const text = textOf(cell);
  const meaning = text === '' ? undefined : ownMeaning(words, text);
  return meaning === undefined ? read(cell) : { value: meaning };
}

/** The field of the row that the data of an event was made of. */
function fieldBehind(path: string, fields: Fields): string {
  const [first = ''] = path.split('.');
  const isDate = /On$/.test(first);
  const candidates = [
    first,
    ...(path.startsWith('parties.1.country') ? ['partnerCountry'] : []),
    ...(first === 'parties' || first === 'partyId' ? ['partner'] : []),
    ...(first === 'evidence' ? [path.endsWith('url') ? 'evidenceUrl' : 'evidenceTitle'] : []),
    ...(isDate ? ['signedOn', 'date'] : []),
    ...(first.endsWith('Id') || ['title', 'journal', 'version'].includes(first) ? ['name', 'title', 'partner'] : []),
  ];
  return candidates.find((field) => Object.hasOwn(fields, field)) ?? first;
}
