// Records of long work, in a file in the place of memory. The file has no name: however the process ends, it is gone.
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreError } from './event-store.js';

/** So much is written, and read, at once. */
const PIECE_BYTES = 32 * 1024;

export class Spool {
  private readonly descriptor: number;
  /** Where each record ends. */
  private readonly ends: number[] = [];
  private unwritten: Uint8Array[] = [];
  private written = 0;
  private piece = Buffer.alloc(0);
  private pieceFrom = 0;

  /** `folder`: where there is room, and nobody else reads. */
  constructor(folder: string) {
    const file = join(folder, `spool-${randomUUID()}`);
    this.descriptor = openSync(file, 'wx+', 0o600);
    rmSync(file);
  }

  get length(): number {
    return this.ends.length;
  }

  /** Takes a record, whose bytes must not change from then on. Throws `unavailable` where there is no room for it. */
  add(record: Uint8Array): void {
    const end = (this.ends.at(-1) ?? 0) + record.length;
    this.ends.push(end);
    this.unwritten.push(record);
    if (end - this.written >= PIECE_BYTES) this.write();
  }

  /** A record, whose bytes are good until another is asked for. */
  at(index: number): Buffer {
    const from = index === 0 ? 0 : (this.ends[index - 1] as number);
    const end = this.ends[index] as number;
    if (end > this.written) this.write();
    if (from < this.pieceFrom || end > this.pieceFrom + this.piece.length) this.read(from, end);
    return this.piece.subarray(from - this.pieceFrom, end - this.pieceFrom);
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private write(): void {
    const bytes = Buffer.concat(this.unwritten);
    try {
      for (let done = 0; done < bytes.length;)
        done += writeSync(this.descriptor, bytes, done, bytes.length - done, this.written + done);
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? noRoom() : error;
    }
    this.written += bytes.length;
    this.unwritten = [];
  }

  private read(from: number, end: number): void {
    const bytes = Buffer.allocUnsafe(Math.max(end - from, Math.min(PIECE_BYTES, this.written - from)));
    for (let done = 0; done < bytes.length;) {
      const read = readSync(this.descriptor, bytes, done, bytes.length - done, from + done);
      if (read === 0) throw new Error('A record of long work is gone.');
      done += read;
    }
    this.piece = bytes;
    this.pieceFrom = from;
  }
}

const noRoom = (): EventStoreError =>
  new EventStoreError('unavailable', 'There is no room left to record.', { reason: 'storage-full' });
