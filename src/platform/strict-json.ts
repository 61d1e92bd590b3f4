// JSON as it must be for a record: what `JSON.parse` lets pass in silence (repeated keys, numbers that don't survive,
// bottomless nesting, `__proto__`) is refused, with the place named. One pass over the text, then the engine's own parser.

export const MAX_DEPTH = 32;
/** Names that mean something to every object of the language. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export type JsonFault = 'json-invalid' | 'duplicate-key' | 'json-too-deep' | 'key-forbidden' | 'number-inexact';

export class JsonError extends Error {
  constructor(
    readonly code: JsonFault,
    message: string,
    /** Where it stands: keys, and places in lists (`[0, 'data', 'value']`); empty of the text as a whole. */
    readonly path: readonly (string | number)[] = [],
  ) {
    super(message);
    this.name = 'JsonError';
  }
}

/** Parses a JSON text. Throws JsonError, naming the place, for all that a record can't hold exactly. */
export function parseStrictJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new JsonError('json-invalid', `The text is not valid JSON: ${(error as Error).message}.`);
  }
  checkTokens(text);
  return value;
}

interface Container {
  /** The keys so far of an object; undefined for an array. */
  readonly keys: Set<string> | undefined;
  /** Commas so far. */
  commas: number;
}

/** Where the value stands that is being read, or one with another key beside it. */
function pathIn(open: readonly Container[], key?: string): (string | number)[] {
  const path = open.map(({ keys, commas }) => (keys ? ([...keys].at(-1) ?? '') : commas));
  return key === undefined ? path : [...path.slice(0, -1), key];
}

/** Walks the tokens of a text that is known to be valid JSON. */
function checkTokens(text: string): void {
  const open: Container[] = [];
  let key = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    switch (char) {
      case '{':
      case '[':
        if (open.length >= MAX_DEPTH) throw new JsonError('json-too-deep', `Nested deeper than ${MAX_DEPTH} levels.`);
        open.push({ keys: char === '{' ? new Set() : undefined, commas: 0 });
        key = char === '{';
        break;
      case '}':
      case ']':
        open.pop();
        key = false;
        break;
      case ',': {
        const inner = open.at(-1) as Container;
        inner.commas++;
        key = inner.keys !== undefined;
        break;
      }
      case '"': {
        const end = endOfString(text, i);
        if (key) checkKey(text.slice(i, end + 1), open);
        key = false;
        i = end;
        break;
      }
      default:
        if (char === '-' || (char >= '0' && char <= '9')) i = endOfNumber(text, i, open);
    }
  }
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, quote: number): boolean {
  let slashes = 0;
  while (text[quote - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}

function checkKey(quoted: string, open: readonly Container[]): void {
  const { keys } = open.at(-1) as Container & { keys: Set<string> };
  const key = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  const fault = (code: JsonFault, message: string): JsonError => new JsonError(code, message, pathIn(open, key));
  if (FORBIDDEN_KEYS.has(key)) throw fault('key-forbidden', `The key "${key}" is not allowed.`);
  if (keys.has(key)) throw fault('duplicate-key', `The key "${key}" stands twice in one object.`);
  keys.add(key);
}

function endOfNumber(text: string, start: number, open: readonly Container[]): number {
  let end = start + 1;
  while (end < text.length && '0123456789.eE+-'.includes(text[end] as string)) end++;
  const token = text.slice(start, end);
  const value = Number(token);
  // From 2^53 on a number is whole however it is written, and may be another one's neighbour: only its digits tell.
  if (Math.abs(value) > LARGEST_WHOLE || (Math.abs(value) === LARGEST_WHOLE && token !== String(value))) {
    throw new JsonError('number-inexact', `The number ${token.slice(0, 40)} can't be kept exactly.`, pathIn(open));
  }
  return end - 1;
}

const LARGEST_WHOLE = 2 ** 53;
