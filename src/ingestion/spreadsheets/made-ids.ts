// Ids of organisations as they are made of their names: two that are written otherwise never get one, for that would merge
// them, and nobody has said that they are the same.
import { slug } from '../../first-start/slug.js';
import { NoIdError } from './kinds/kind.js';
import { plainWord } from './words.js';

/** With a number behind it, an id still has at most 64 characters. */
const LONGEST_BEFORE_NUMBER = 57;

export class MadeIds {
  /** By name in plain words. */
  private readonly ids = new Map<string, string>();
  private readonly taken = new Set<string>();
  /** By what is made of several names, the number of the last. */
  private readonly numbers = new Map<string, number>();

  /** `recorded`: by id that is recorded, its names in plain words. */
  constructor(private readonly recorded: ReadonlyMap<string, ReadonlySet<string>>) {}

  /** Throws NoIdError where the name has nothing that an id could be made of. */
  idOf(name: string): string {
    const word = plainWord(name);
    const id = this.ids.get(word) ?? this.unlessAnothers(slugOf(name), word);
    this.ids.set(word, id);
    this.taken.add(id);
    return id;
  }

  /** The id, or one with a number behind it where another name has it: "Acme" is not the "ACME Institute" of the id acme. */
  private unlessAnothers(id: string, word: string): string {
    for (let next = id; ;) {
      if (!this.taken.has(next) && (this.recorded.get(next)?.has(word) ?? true)) return next;
      const number = (this.numbers.get(id) ?? 1) + 1;
      this.numbers.set(id, number);
      next = `${id.slice(0, LONGEST_BEFORE_NUMBER)}-${number}`;
    }
  }
}

function slugOf(name: string): string {
  if (!/[a-z0-9]/i.test(name.normalize('NFD'))) throw new NoIdError('name', name);
  return slug(name);
}
