// Finds organisations that are likely the same under several spellings ("FESTO -De", "festo-tr", "FESTO"). It only says
// so: whether they are the same is for a person to say.
import { COUNTRIES } from '../../domain/countries.js';
import { plainWord } from './words.js';

/** A name, and where it stands: in a row of the file, or recorded under an id. */
export interface NamedOrganisation {
  readonly name: string;
  readonly row?: number;
  readonly id?: string;
}

export interface LikelyDuplicate {
  readonly organisations: readonly NamedOrganisation[];
  readonly why: 'sameButForCountryOrForm' | 'oneLetterApart';
}

/** Words that say what form a company has, or where it is, but not which one it is. */
const SAYS_LITTLE = new Set([
  ...[
    'gmbh',
    'ag',
    'kg',
    'eg',
    'ev',
    'ug',
    'sa',
    'sl',
    'slu',
    'sas',
    'sarl',
    'srl',
    'spa',
    'bv',
    'nv',
    'ab',
    'oy',
    'as',
  ],
  ...['ltd', 'limited', 'plc', 'inc', 'corp', 'llc', 'co', 'company', 'group', 'the', 'coop', 'aisbl', 'asbl', 'vzw'],
  ...COUNTRIES.map((code) => code.toLowerCase()),
  ...['uk', 'usa', 'can', 'esp', 'fra', 'deu', 'ger', 'tur', 'ita', 'bel', 'nld', 'swe', 'international'],
]);

/**
 * Comparing letter by letter takes room for the square of each name's length: beyond so much, that of 5,000 names of
 * 63 letters, only what is spelled alike is told.
 */
const MOST_ROOM = 20_000_000;
const SHORTEST_COMPARED = 6;
/** A longer one is no name that could be recorded. */
const LONGEST_COMPARED = 300;
/** More that are one letter apart from each other are a series, such as numbered ones. */
const MOST_APART = 30;

/** Groups of which one at least stands in the file. The names are gone through twice: there may be many. */
export function likelyDuplicates(organisations: Iterable<NamedOrganisation>): LikelyDuplicate[] {
  const { spellings, room } = spellingsByCore(organisations);
  const isFew = room <= MOST_ROOM;
  const named = distinct(organisations, (name) => isFew || spellings.get(hashOf(coreOf(name))) === SEVERAL);
  const byCore = groups(named, ({ name }) => [coreOf(name)]);
  const spelled = [...byCore.values()].filter((group) => group.length > 1);
  const likely = [
    ...spelled.map((group) => ({ organisations: group, why: 'sameButForCountryOrForm' as const })),
    ...(isFew ? oneLetterApart([...byCore]) : []),
  ];
  return likely.filter((each) => !isDecided(each) && each.organisations.some(({ row }) => row !== undefined));
}

const SEVERAL = -1;

/**
 * By the hash of a core, that of the one name that has it, or SEVERAL. Two cores of one hash look like one with several
 * spellings, and are told apart when the names themselves are looked at. `room` is what comparing them by letter takes.
 */
function spellingsByCore(organisations: Iterable<NamedOrganisation>): { spellings: Map<number, number>; room: number } {
  const spellings = new Map<number, number>();
  let room = 0;
  for (const { name } of organisations) {
    const core = coreOf(name);
    const [hash, spelling] = [hashOf(core), hashOf(plainWord(name))];
    const known = spellings.get(hash);
    if (known === undefined) {
      spellings.set(hash, spelling);
      if (isComparedByLetter(core)) room += core.length ** 2;
    } else if (known !== spelling) spellings.set(hash, SEVERAL);
  }
  return { spellings, room };
}

const isComparedByLetter = ({ length }: string): boolean => length >= SHORTEST_COMPARED && length <= LONGEST_COMPARED;

/** 30 bits of a text's FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 2;
}

/** Someone said already that they are the same: they have one id. */
function isDecided({ organisations: [first, ...others] }: LikelyDuplicate): boolean {
  return first?.id !== undefined && others.every(({ id }) => id === first.id);
}

/** A name without what says little; all of it, where nothing else is in it. */
export function coreOf(name: string): string {
  const all = plainWord(name).split(' ');
  const core = all.filter((word) => !SAYS_LITTLE.has(word));
  return (core.length === 0 ? all : core).join(' ');
}

/** One of each name that is wanted, with the first row that has it and the id it is recorded under. */
function distinct(
  organisations: Iterable<NamedOrganisation>,
  isWanted: (name: string) => boolean,
): NamedOrganisation[] {
  const seen = new Map<string, NamedOrganisation>();
  for (const each of organisations) {
    if (!isWanted(each.name)) continue;
    const key = plainWord(each.name);
    seen.set(key, { ...each, ...seen.get(key) });
  }
  return [...seen.values()];
}

function oneLetterApart(
  cores: readonly (readonly [core: string, group: readonly NamedOrganisation[]])[],
): LikelyDuplicate[] {
  const compared = cores.filter(([core]) => isComparedByLetter(core));
  const near = groups(compared, ([core]) => [core, ...withoutOneLetter(core)]);
  const told = new Set<string>();
  return [...near.values()].flatMap((group) => {
    if (group.length < 2 || group.length > MOST_APART) return [];
    if (!group.every(([a]) => group.every(([b]) => isOneApart(a, b)))) return [];
    const key = group
      .map(([core]) => core)
      .sort()
      .join('\n');
    if (told.has(key)) return [];
    told.add(key);
    return [{ organisations: group.flatMap(([, each]) => each), why: 'oneLetterApart' as const }];
  });
}

/** Whether two words differ by one letter: added, left out, or another. */
export function isOneApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  const rest = (word: string, skip: number): string => word.slice(start + skip);
  if (a.length === b.length) return rest(a, 1) === rest(b, 1);
  return a.length > b.length ? rest(a, 1) === rest(b, 0) : rest(a, 0) === rest(b, 1);
}

const withoutOneLetter = (word: string): string[] => Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1));

function groups<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = found.get(key);
      if (group) group.push(item);
      else found.set(key, [item]);
    }
  }
  return found;
}
