// The facts of a request, in their order: a list, or as many as a file may hold.
import { parseStreamName, type StreamName } from '../../domain/categories.js';
import { Spool } from '../../event-store/spool.js';
import type { Problem } from '../../platform/problems.js';
import { checkForms, type CheckedFact } from './check-form.js';
import type { OfferedFact } from './record-facts.command.js';

export interface Facts {
  readonly length: number;
  /** A fact by its place in the request; undefined where its form is wrong. */
  at(index: number): CheckedFact | undefined;
}

/** Some of the facts, in the order of these indexes. */
export function someOf(facts: Facts, indexes: ArrayLike<number>): Facts {
  return { length: indexes.length, at: (index) => facts.at(indexes[index] as number) };
}

/** The facts of a long request: checked one by one as they come, and kept out of memory until they are stored. */
export class HeldFacts implements Facts {
  private readonly spool: Spool;

  /** `allianceId`: whose they must be; undefined where each names its alliance by its stream. */
  constructor(
    folder: string,
    private readonly allianceId: string | undefined,
  ) {
    this.spool = new Spool(folder);
  }

  get length(): number {
    return this.spool.length;
  }

  /** Takes the next fact; answers what is wrong with its form, if something is. */
  add(fact: OfferedFact): Problem | undefined {
    let wrong: Problem | undefined;
    const [checked] = checkForms([fact], this.allianceId, ({ problem }) => (wrong = problem));
    this.spool.add(Buffer.from(JSON.stringify(checked ? { ...checked, name: undefined } : null)));
    return wrong;
  }

  at(index: number): CheckedFact | undefined {
    const held = JSON.parse(this.spool.at(index).toString()) as CheckedFact | null;
    return held === null ? undefined : { ...held, name: parseStreamName(held.stream) as StreamName };
  }

  close(): void {
    this.spool.close();
  }
}
