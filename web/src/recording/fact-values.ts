// Between what is entered into a form and the data of a fact: texts become numbers and lists, what is empty is left out.
import { text as words } from '../text.js';
import type { FactField, FactType } from './fact-types.js';
import type { Card, Document, Party } from './recording.api.js';

/** What a form holds, field by field; most are texts as entered. */
export type FormValues = Readonly<Record<string, unknown>>;

export interface Question {
  readonly id: string;
  readonly text: string;
}

/** An id that no question has: `q` and their number, or more where one between others was removed. */
export function freeQuestionId(questions: readonly Question[]): string {
  let number = questions.length + 1;
  while (questions.some(({ id }) => id === `q${number}`)) number++;
  return `q${number}`;
}

export const textIn = (values: FormValues, name: string): string => {
  const value = values[name];
  return typeof value === 'string' ? value : '';
};

export const listIn = <T>(values: FormValues, name: string): readonly T[] => {
  const value = values[name];
  return Array.isArray(value) ? (value as T[]) : [];
};

/** What a new form starts with: today as the effective date, and what the thing has now where a fact changes it. */
export function startingValues(type: FactType, today: string, card: Card | undefined, us: Party): FormValues {
  const values: Record<string, unknown> = { [type.on]: today };
  for (const field of type.fields) {
    if (field.keeps && card?.[field.name] !== undefined) values[field.name] = entered(field, card[field.name]);
    if (field.kind === 'parties') values[field.name] = [us, { partyId: '', name: '' }];
    if (field.kind === 'questions') values[field.name] = [{ id: 'q1', text: '' }];
    if (field.kind === 'scale') values[field.name] = { min: '1', max: '5' };
    if (field.kind === 'yesNo') values[field.name] = true;
  }
  if (type.type === 'SurveyOpened') Object.assign(values, { satisfactionQuestion: 'q1', satisfiedFrom: '4' });
  return values;
}

/** The values of a form that corrects a recorded fact. */
export function valuesOf({ fields }: FactType, data: Readonly<Record<string, unknown>>): FormValues {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const value = data[field.name] ?? (field.kind === 'yesNo' ? true : undefined);
    if (value !== undefined) values[field.name] = entered(field, value);
  }
  return values;
}

/** Values entered in a form that `begun` filled, where it would begin with `now`: untouched ones follow. */
export function rebased(values: FormValues, begun: FormValues, now: FormValues): FormValues {
  const isTouched = (name: string): boolean => JSON.stringify(values[name]) !== JSON.stringify(begun[name]);
  return { ...now, ...Object.fromEntries(Object.entries(values).filter(([name]) => isTouched(name))) };
}

function entered({ kind }: FactField, value: unknown): unknown {
  switch (kind) {
    case 'list':
      return (value as readonly string[]).join('\n');
    case 'scale': {
      const { min, max } = value as { min: number; max: number };
      return { min: asEntered(min), max: asEntered(max) };
    }
    case 'parties':
    case 'questions':
    case 'evidence':
    case 'yesNo':
      return value;
    default:
      return typeof value === 'number' ? asEntered(value) : String(value);
  }
}

/** The data that a form's values make. `card`: what a fact that changes details is compared with. */
export function dataOf({ fields }: FactType, values: FormValues, card?: Card): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const field of fields) {
    const value = valueOf(field, values);
    const isKept = field.keeps === true && card?.[field.name] === value;
    if (value !== undefined && !isKept) data[field.name] = value;
  }
  return data;
}

function valueOf({ name, kind }: FactField, values: FormValues): unknown {
  const text = textIn(values, name).trim();
  switch (kind) {
    case 'number':
      return numberGiven(text);
    case 'value':
      if (text === 'true' || text === 'false') return text === 'true';
      return numberGiven(text);
    case 'list': {
      const lines = text.split('\n').flatMap((line) => line.trim() || []);
      return lines.length === 0 ? undefined : lines;
    }
    case 'parties':
      return listIn<Party>(values, name)
        .filter((party) => party.partyId !== '' || party.name !== '')
        .map(({ partyId, name: partyName, country }) => ({
          ...{ partyId, name: partyName.trim() },
          ...(country ? { country } : {}),
        }));
    case 'questions':
      return listIn<Question>(values, name).filter(({ id, text: asked }) => id !== '' || asked !== '');
    case 'scale': {
      const { min = '', max = '' } = (values[name] ?? {}) as { min?: string; max?: string };
      return { min: numberIn(min), max: numberIn(max) };
    }
    case 'yesNo':
      return values[name] === true;
    case 'evidence': {
      const documents = listIn<Document>(values, name).map(({ title, url, sha256 }) => ({
        title: title.trim(),
        ...(url ? { url: url.trim() } : {}),
        ...(sha256 ? { sha256: sha256.trim() } : {}),
      }));
      return documents.length === 0 ? undefined : documents;
    }
    default:
      return text === '' ? undefined : text;
  }
}

/** A number with the decimal mark of the language shown. */
export function asEntered(value: number): string {
  return String(value).replace('.', words.numbers.decimal);
}

/** "1,000" is a thousand to one reader and one to another: only the mark of their language is taken for the decimal's. */
const UNCLEAR = /^[-+]?[1-9]\d{0,2}([.,])\d{3}$/;

/** What isn't a number, or not clearly one, stays a text: the service says what is wrong with it. */
export function numberIn(text: string): number | string {
  const plain = withoutGroups(text.trim());
  const number = Number(plain.replace(',', '.'));
  const [, mark] = UNCLEAR.exec(plain) ?? [];
  const isUnclear = mark !== undefined && mark !== words.numbers.decimal;
  return plain === '' || Number.isNaN(number) || isUnclear ? text : number;
}

const GROUPS = /^[-+]?[1-9]\d{0,2}([.,\s])\d{3}((?:\1\d{3})*)([.,]\d+)?$/;

/** Marks between thousands are left out where they can be nothing else: spaces, several of them, or one before another mark. */
function withoutGroups(text: string): string {
  const [, mark, more = '', decimals = ''] = GROUPS.exec(text) ?? [];
  if (mark === undefined || decimals.startsWith(mark)) return text;
  return mark.trim() === '' || more + decimals !== '' ? text.replaceAll(mark, '') : text;
}

/** As `numberIn`; undefined where nothing was typed. */
export function numberGiven(text: string): number | string | undefined {
  return text.trim() === '' ? undefined : numberIn(text);
}

const LONGEST_ID = 64;

/**
 * An id made of a name: "FESTO Didactic SE" → "festo-didactic-se". Long names that begin alike get no id in common: with
 * it, a document would be taken for another one that is published again.
 */
export function idFrom(name: string): string {
  const id = name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (id.length <= LONGEST_ID) return id;
  const print = `-${fingerprint(id)}`;
  return id.slice(0, LONGEST_ID - print.length).replace(/-+$/, '') + print;
}

/** A few letters and digits that another text hardly has (FNV-1a). */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
