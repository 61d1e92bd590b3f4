// The facts of a request that are refused: which, and of as many as anybody reads, why.
import type { Problem } from '../../platform/problems.js';

/** A fact that can't be recorded, by its place in the request. */
export interface RefusedFact {
  readonly index: number;
  readonly problem: Problem;
}

export class RefusedFacts {
  readonly indexes: number[] = [];
  /** The first that were found. */
  readonly told: RefusedFact[] = [];

  constructor(private readonly mostTold = Infinity) {}

  add(refused: RefusedFact): void {
    this.indexes.push(refused.index);
    if (this.told.length < this.mostTold) this.told.push(refused);
  }
}
