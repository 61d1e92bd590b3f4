// The witness: position and hash of the head in a file of its own. SQLite cuts a damaged write-ahead log short without
// a word, and a shortened chain is a valid chain: only something beside the database can tell that its end is missing.
import { closeSync, existsSync, fdatasyncSync, fstatSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../chain.js';
import { EventStoreError, GENESIS_HASH } from '../event-store.js';
import { syncFolder } from '../../platform/durable-files.js';

/** The last event of a log, or position 0 and GENESIS_HASH. */
export interface LogHead {
  readonly position: number;
  readonly hash: string;
}

export const WITNESS_FILE = 'witness';
/** Two places on different pages of the disk, written in turn: a torn write leaves the other one whole. */
const SLOT_BYTES = 4_096;
const SLOTS = [0, 1] as const;

export class Witness {
  private slot: number;
  /** A file system that counts no links tells nothing by them. */
  private readonly countsLinks: boolean;

  private constructor(
    private readonly descriptor: number,
    slots: readonly (LogHead | undefined)[],
  ) {
    const [first = -1, second = -1] = slots.map((head) => head?.position);
    this.slot = first > second ? 1 : 0;
    this.countsLinks = fstatSync(descriptor).nlink > 0;
  }

  /** Opens the witness of a folder. A new one says "an empty log", and survives power loss from here on. */
  static open(dataDir: string): Witness {
    const file = join(dataDir, WITNESS_FILE);
    if (existsSync(file) && readFileSync(file).length > 0) return new Witness(openSync(file, 'r+'), readSlots(file));
    const witness = new Witness(openSync(file, 'w+'), []);
    SLOTS.forEach(() => witness.write({ position: 0, hash: GENESIS_HASH }));
    fsyncSync(witness.descriptor);
    syncFolder(dataDir);
    return witness;
  }

  /** The newest head that was witnessed; undefined where there never was a witness. Throws `corrupt` where it is unreadable. */
  static read(dataDir: string): LogHead | undefined {
    const file = join(dataDir, WITNESS_FILE);
    if (!existsSync(file) || readFileSync(file).length === 0) return undefined;
    const heads = readSlots(file).flatMap((head) => head ?? []);
    if (heads.length === 0) {
      throw new EventStoreError('corrupt', 'The witness beside the event store is unreadable. Restore a backup.');
    }
    return heads.reduce((a, b) => (b.position > a.position ? b : a));
  }

  /** Written before an append is acknowledged, so that no acknowledged event can go missing unseen. */
  write({ position, hash }: LogHead): void {
    const content = `${position} ${hash}`;
    const line = `${content} ${sha256(content)}\n`;
    writeSync(this.descriptor, line, this.slot * SLOT_BYTES, 'latin1');
    this.slot = 1 - this.slot;
  }

  /** Whether its file was removed: the system keeps what was for as long as it is open, and then forgets it. */
  get isRemoved(): boolean {
    return this.countsLinks && fstatSync(this.descriptor).nlink === 0;
  }

  sync(): void {
    fdatasyncSync(this.descriptor);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

function readSlots(file: string): (LogHead | undefined)[] {
  const text = readFileSync(file, 'latin1');
  return SLOTS.map((slot) => parse(text.slice(slot * SLOT_BYTES, (slot + 1) * SLOT_BYTES)));
}

/** A slot is one line; a shorter line may have the end of a longer one behind it. */
function parse(slot: string): LogHead | undefined {
  const [line = ''] = slot.split('\n', 1);
  const [position, hash, checksum] = line.split(' ');
  if (position === undefined || hash === undefined || sha256(`${position} ${hash}`) !== checksum) return undefined;
  return { position: Number(position), hash };
}
