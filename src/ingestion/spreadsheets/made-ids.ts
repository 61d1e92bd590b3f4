// Ids of organisations and things by their names: those that they are recorded under, else made of the name. Two that are
// named otherwise never get one, for that would merge them, and nobody has said that they are the same.
import { slug } from '../../first-start/slug.js';
import { NoIdError } from './kinds/kind.js';
import { plainWord } from './words.js';

/** With a number behind it, an id still has at most 64 characters. */
const LONGEST_BEFORE_NUMBER = 57;

/** By id that is recorded, its names in plain words. */
export type RecordedNames = ReadonlyMap<string, ReadonlySet<string>>;

export class MadeIds {
  /** By name in plain words. */
  private readonly ids = new Map<string, string>();
  private readonly taken = new Set<string>();
  /** By what is made of several names, the number of the last. */
  private readonly numbers = new Map<string, number>();
  /** By name in plain words, the ids that are recorded under it. */
  private readonly recordedIds = new Map<string, string[]>();

  /** `field`: what holds the names. */
  constructor(
    private readonly field: string,
    private readonly recorded: RecordedNames,
  ) {
    for (const [id, words] of recorded)
      for (const word of words) {
        const ids = this.recordedIds.get(word);
        if (ids) ids.push(id);
        else this.recordedIds.set(word, [id]);
      }
  }

  /** Throws NoIdError where the name has nothing that an id could be made of. */
  idOf(name: string): string {
    const word = plainWord(name);
    const id = this.ids.get(word) ?? this.recordedId(word, name) ?? this.unlessAnothers(this.slugOf(name));
    this.ids.set(word, id);
    this.taken.add(id);
    return id;
  }

  /** The id that is recorded under exactly this name; of several, the one that is made of it. */
  private recordedId(word: string, name: string): string | undefined {
    const ids = this.recordedIds.get(word) ?? [];
    if (ids.length <= 1) return ids[0];
    const id = this.slugOf(name);
    return ids.find((each) => each === id || isNumbered(each, id));
  }

  /** The id, or one with a number behind it where another name has it: "Acme" is not the "ACME Institute" of the id acme. */
  private unlessAnothers(id: string): string {
    for (let next = id; ;) {
      if (!this.taken.has(next) && !this.recorded.has(next)) return next;
      const number = (this.numbers.get(id) ?? 1) + 1;
      this.numbers.set(id, number);
      next = beforeNumber(id) + String(number);
    }
  }

  private slugOf(name: string): string {
    if (!/[a-z0-9]/i.test(name.normalize('NFD'))) throw new NoIdError(this.field, name);
    return slug(name);
  }
}

const beforeNumber = (id: string): string => `${id.slice(0, LONGEST_BEFORE_NUMBER)}-`;

function isNumbered(id: string, made: string): boolean {
  const begin = beforeNumber(made);
  return id.startsWith(begin) && /^\d+$/.test(id.slice(begin.length));
}
