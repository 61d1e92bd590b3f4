// Canonical JSON (RFC 8785), as it is stored and hashed. Most events need only one pass and the engine's own serializer.
import canonicalize from 'canonicalize';

const quotedKeys = new Map<string, string>();
/** Field names are few; a caller that invents new ones without end must not fill the memory. */
const QUOTED_KEYS = 10_000;

/**
 * The RFC 8785 text of plain JSON. Throws on what JSON can't hold (NaN, Infinity, lone surrogates, cycles).
 * Twice as fast as the package, which decides every case that isn't plain.
 */
export function canonicalJson(value: object): string {
  const text = write(value, 0);
  // An escaped surrogate (or the text "\ud…" itself) is rare: the package tells them apart.
  if (text === undefined || text.includes('\\ud')) return canonicalize(value) as string;
  return text;
}

const DEEPEST = 64;

/** Undefined where the package must decide. */
function write(value: unknown, depth: number): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      return Number.isFinite(value) ? JSON.stringify(value) : undefined;
    case 'object':
      if (value === null) return 'null';
      if (depth > DEEPEST || 'toJSON' in value) return undefined;
      return Array.isArray(value) ? writeArray(value, depth) : writeObject(value as Record<string, unknown>, depth);
    default:
      return undefined;
  }
}

function writeArray(values: readonly unknown[], depth: number): string | undefined {
  let text = '';
  for (const value of values) {
    const written = write(value, depth + 1);
    if (written === undefined) return undefined;
    text += text === '' ? written : `,${written}`;
  }
  return `[${text}]`;
}

function writeObject(value: Readonly<Record<string, unknown>>, depth: number): string | undefined {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    const written = write(member, depth + 1);
    if (written === undefined) return undefined;
    text += text === '' ? `${quoted(key)}:${written}` : `,${quoted(key)}:${written}`;
  }
  return `{${text}}`;
}

function quoted(key: string): string {
  let text = quotedKeys.get(key);
  if (text === undefined) {
    text = JSON.stringify(key);
    if (quotedKeys.size < QUOTED_KEYS) quotedKeys.set(key, text);
  }
  return text;
}
