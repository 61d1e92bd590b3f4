// Reads events of older schema versions as the newest one. What is stored, and its hash, stay as they are.
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
      if (this.steps.has(`${type} ${from}`)) throw new Error(`Two upcasters read ${type} of schema version ${from}.`);
      this.steps.set(`${type} ${from}`, upcaster);
      this.newest.set(type, Math.max(this.versionOf(type), from + 1));
    }
  }

  /** The newest schema version that this process knows of a type; 1 where nothing was said. */
  versionOf(type: string): number {
    return this.newest.get(type) ?? 1;
  }

  /** The data in the newest version. Throws `corrupt` where a newer service wrote it, or a step is missing. */
  read(type: string, version: number, data: object, position?: bigint): object {
    const newest = this.versionOf(type);
    if (version === newest) return data;
    const details = position === undefined ? {} : { position };
    if (version > newest) {
      const message = `${type} is stored in schema version ${version}; this service knows ${newest}. Use a newer one.`;
      throw new EventStoreError('corrupt', message, details);
    }
    let upcast = data;
    for (let from = version; from < newest; from++) {
      const step = this.steps.get(`${type} ${from}`);
      if (!step) throw new EventStoreError('corrupt', `Nothing reads ${type} of schema version ${from}.`, details);
      upcast = step.upcast(upcast);
    }
    return upcast;
  }
}
