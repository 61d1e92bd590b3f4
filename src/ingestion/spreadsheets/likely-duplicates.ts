// Finds organisations that are likely the same under several spellings ("FESTO -De", "festo-tr", "FESTO"). It only says
// so: whether they are the same is for a person to say.
import { COUNTRIES } from '../../domain/countries.js';
import { Turns } from '../../platform/turns.js';
import { plainWord } from './words.js';

/** A name, and where it stands: in a row of the file, or recorded under an id. */
export interface NamedOrganisation {
  readonly name: string;
  readonly row?: number;
  readonly id?: string;
  /** Of a row: the id that it gets by its name, which no organisation of another name has. */
  readonly made?: string;
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
    's',
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

/**
 * Groups of which one at least stands in the file. The names are gone through twice: there may be many, and others have
 * their turns meanwhile.
 */
export async function likelyDuplicates(
  organisations: Iterable<NamedOrganisation>,
  turns = new Turns(),
): Promise<LikelyDuplicate[]> {
  const { cores, spellings, room } = await spellingsByCore(organisations, turns);
  const isFew = room <= MOST_ROOM;
  const isWanted = (nth: number): boolean => isFew || spellings.get(cores[nth] as number) === SEVERAL;
  const byCore = await groupedByCore(organisations, isWanted, turns);
  const spelled = [...byCore.values()].filter((group) => group.length > 1);
  const likely = [
    ...spelled.map((group) => ({ organisations: group, why: 'sameButForCountryOrForm' as const })),
    ...(isFew ? await oneLetterApart([...byCore], turns) : []),
  ];
  return likely.filter((each) => !isDecided(each) && each.organisations.some(({ row }) => row !== undefined));
}

const SEVERAL = -1;

/**
 * The hash of each name's core, and by it that of the one name that has it, or SEVERAL. Two cores of one hash look like
 * one with several spellings, and are told apart when the names themselves are looked at. `room` is what comparing them
 * by letter takes.
 */
async function spellingsByCore(
  organisations: Iterable<NamedOrganisation>,
  turns: Turns,
): Promise<{ cores: number[]; spellings: Map<number, number>; room: number }> {
  const cores: number[] = [];
  const spellings = new Map<number, number>();
  let room = 0;
  for (const { name } of organisations) {
    if (turns.isOver) await turns.next();
    const plain = plainWord(name);
    const core = coreOf(plain);
    const [hash, spelling] = [hashOf(core), hashOf(plain)];
    cores.push(hash);
    const known = spellings.get(hash);
    if (known === undefined) {
      spellings.set(hash, spelling);
      if (isComparedByLetter(core)) room += core.length ** 2;
    } else if (known !== spelling) spellings.set(hash, SEVERAL);
  }
  return { cores, spellings, room };
}

/** By their cores, one of each name that is wanted, with the first row that has it and the id it is recorded under. */
async function groupedByCore(
  organisations: Iterable<NamedOrganisation>,
  isWanted: (nth: number) => boolean,
  turns: Turns,
): Promise<Map<string, NamedOrganisation[]>> {
  const found = new Map<string, Map<string, NamedOrganisation>>();
  let nth = 0;
  for (const each of organisations) {
    if (turns.isOver) await turns.next();
    if (!isWanted(nth++)) continue;
    const plain = plainWord(each.name);
    const core = coreOf(plain);
    const group = found.get(core) ?? new Map<string, NamedOrganisation>();
    found.set(core, group.set(plain, { ...each, ...group.get(plain) }));
  }
  return new Map([...found].map(([core, group]) => [core, [...group.values()]]));
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

/** Of a name in plain words, those that say something; all, where none does. Letters with dots are one word: S.A., SA. */
export function coreOf(plain: string): string {
  const all = plain.replace(/(?<=^| )(\p{L}) (?=\p{L}(?: |$))/gu, '$1').split(' ');
  const core = all.filter((word) => !SAYS_LITTLE.has(word));
  return (core.length === 0 ? all : core).join(' ');
}

type Cored = readonly [core: string, group: readonly NamedOrganisation[]];

async function oneLetterApart(cores: readonly Cored[], turns: Turns): Promise<LikelyDuplicate[]> {
  const near = await nearCores(
    cores.filter(([core]) => isComparedByLetter(core)),
    turns,
  );
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

/**
 * Cores by what they may have in common with others: a whole core, or what is left of one without one of its letters. Of
 * most it is known by its hash that nothing else is like it, so that no text is made of it.
 */
async function nearCores(compared: readonly Cored[], turns: Turns): Promise<Map<string, Cored[]>> {
  const common = new Repeated();
  for (const [core] of compared) {
    if (turns.isOver) await turns.next();
    eachPart(core, (hash) => common.add(hash));
  }
  const near = new Map<string, Cored[]>();
  for (const each of compared) {
    if (turns.isOver) await turns.next();
    const [core] = each;
    eachPart(core, (hash, letter) => {
      if (!common.has(hash)) return;
      const part = letter === 0 ? core : core.slice(0, letter - 1) + core.slice(letter);
      const group = near.get(part);
      if (group) group.push(each);
      else near.set(part, [each]);
    });
  }
  return near;
}

const BASE = 0x01000193;

/** Takes the hash of a word (letter 0), and those of what is left without its first letter, its second, and so on. */
function eachPart(word: string, take: (hash: number, letter: number) => void): void {
  const { length } = word;
  const before = new Int32Array(length + 1);
  for (let i = 0; i < length; i++) before[i + 1] = Math.imul(before[i] as number, BASE) + word.charCodeAt(i);
  take(before[length] as number, 0);
  for (let [i, behind, power] = [length - 1, 0, 1]; i >= 0; i--) {
    const letter = word.charCodeAt(i);
    // Without either of two letters that are alike, the same is left.
    if (letter !== word.charCodeAt(i - 1)) take((Math.imul(before[i] as number, power) + behind) | 0, i + 1);
    behind = (behind + Math.imul(letter, power)) | 0;
    power = Math.imul(power, BASE);
  }
}

/** Which hashes were added more than once; now and then, another one seems to have been. */
class Repeated {
  private readonly once = new Uint32Array(2 ** 19);
  private readonly again = new Uint32Array(2 ** 19);

  add(hash: number): void {
    const [place, bit] = placeOf(hash);
    if (((this.once[place] as number) & bit) !== 0) this.again[place] = (this.again[place] as number) | bit;
    this.once[place] = (this.once[place] as number) | bit;
  }

  has(hash: number): boolean {
    const [place, bit] = placeOf(hash);
    return ((this.again[place] as number) & bit) !== 0;
  }
}

function placeOf(hash: number): [place: number, bit: number] {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 8;
  return [mixed >>> 5, 1 << (mixed & 31)];
}
