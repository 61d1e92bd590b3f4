// The witness: position and hash of the head in a file of its own. SQLite cuts a damaged write-ahead log short without
// a word, and a shortened chain is a valid chain: only something beside the database can tell that its end is missing.
import { closeSync, existsSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../chain.js';
import { EventStoreError } from '../event-store.js';

export interface Witnessed {
  readonly position: number;
  readonly hash: string;
}

const FILE = 'witness';
/** Two places, written in turn: a torn write leaves the one before it whole. */
const SLOT_BYTES = 256;

export class Witness {
  private slot = 0;

  private constructor(private readonly descriptor: number) {}

  static open(dataDir: string): Witness {
    const file = join(dataDir, FILE);
    return new Witness(openSync(file, existsSync(file) ? 'r+' : 'w+'));
  }

  /** The newest head that was witnessed; undefined where there never was a witness. Throws where it is unreadable. */
  static read(dataDir: string): Witnessed | undefined {
    const file = join(dataDir, FILE);
    if (!existsSync(file)) return undefined;
    const text = readFileSync(file, 'latin1');
    if (text === '') return undefined;
    const slots = [text.slice(0, SLOT_BYTES), text.slice(SLOT_BYTES, 2 * SLOT_BYTES)].flatMap(
      (slot) => parse(slot) ?? [],
    );
    if (slots.length === 0) {
      throw new EventStoreError('corrupt', 'The witness beside the event store is unreadable. Restore a backup.');
    }
    return slots.reduce((a, b) => (b.position > a.position ? b : a));
  }

  /** Written before an append is acknowledged, so that no acknowledged event can go missing unseen. */
  write({ position, hash }: Witnessed): void {
    const content = `${position} ${hash}`;
    const line = `${content} ${sha256(content)}\n`.padEnd(SLOT_BYTES);
    writeSync(this.descriptor, line, this.slot * SLOT_BYTES, 'latin1');
    this.slot = 1 - this.slot;
  }

  sync(): void {
    fdatasyncSync(this.descriptor);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

function parse(slot: string): Witnessed | undefined {
  const [position, hash, checksum] = slot.trim().split(' ');
  if (position === undefined || hash === undefined || sha256(`${position} ${hash}`) !== checksum) return undefined;
  return { position: Number(position), hash };
}
