// The names of organisations that a file and the log hold, kept out of memory: they are gone through twice.
import { Spool } from '../../event-store/spool.js';
import type { NamedOrganisation } from './likely-duplicates.js';

export class HeldNames {
  private readonly spool: Spool;

  constructor(folder: string) {
    this.spool = new Spool(folder);
  }

  get length(): number {
    return this.spool.length;
  }

  add(named: NamedOrganisation): void {
    this.spool.add(Buffer.from(JSON.stringify(named)));
  }

  /** All of them, beginning with the one that was added after so many others. */
  *from(first: number): Generator<NamedOrganisation> {
    const { length } = this.spool;
    for (let i = 0; i < length; i++)
      yield JSON.parse(this.spool.at((first + i) % length).toString()) as NamedOrganisation;
  }

  close(): void {
    this.spool.close();
  }
}
