// Reads events of older schema versions as the newest one. What is stored stays as it is.
import { EventStoreError } from './event-store.js';

/** Turns the data of `type` in version `from` into that of version `from` + 1. */
export interface Upcaster {
  readonly type: string;
  readonly from: number;
  readonly upcast: (data: object) => object;
}

export class Upcasting {
  private readonly steps = new Map<string, Upcaster>();
  private readonly newest = new Map<string, number>();

  constructor(upcasters: readonly Upcaster[] = []) {
    for (const upcaster of upcasters) {
      const { type, from } = upcaster;
      this.steps.set(`${type} ${from}`, upcaster);
      this.newest.set(type, Math.max(this.newest.get(type) ?? 1, from + 1));
    }
  }

  /** The newest version that this process knows of a type. */
  versionOf(type: string): number {
    return this.newest.get(type) ?? 1;
  }

  /** The data in the newest version. Throws `corrupt` where it was written by a newer service. */
  read(type: string, version: number, data: object): object {
    const newest = this.versionOf(type);
    if (version === newest) return data;
    if (version > newest) {
      throw new EventStoreError(
        'corrupt',
        `${type} is stored in schema version ${version}; this version knows ${newest}.`,
      );
    }
    let upcast = data;
    for (let from = version; from < newest; from++) {
      const step = this.steps.get(`${type} ${from}`);
      if (!step) throw new EventStoreError('corrupt', `Nothing reads ${type} of schema version ${from}.`);
      upcast = step.upcast(upcast);
    }
    return upcast;
  }
}
