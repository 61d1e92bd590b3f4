// The read model on disk, with the position that it was made from: start-up loads it instead of replaying the log.
// It can always be deleted. Position, content and checksum stand in one file that replaces the last one whole.
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';

/** Raised whenever what is kept, or how it is computed, changes: older snapshots are then made anew. */
const FORMAT = 3;
const DIGEST_BYTES = 32;
const LENGTH_BYTES = 8;
const CHECKED_AT_ONCE = 4 * 1024 * 1024;

/**
 * Engines write typed arrays their own way: a snapshot is only read by the one that wrote it. The header is text, which
 * every engine can read.
 */
const ENGINE = `${process.versions.v8} ${process.arch}`;

interface Header {
  readonly format: number;
  readonly engine: string;
}

/** Writes the parts of a snapshot; each may hold typed arrays. */
export function writeSnapshot(file: string, parts: Iterable<unknown>): void {
  const draft = `${file}.draft`;
  const descriptor = openSync(draft, 'w');
  const digest = createHash('sha256');
  const write = (bytes: Buffer): void => {
    digest.update(bytes);
    for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
  };
  const writePart = (body: Buffer): void => {
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeBigUInt64LE(BigInt(body.length));
    write(length);
    write(body);
  };
  const header: Header = { format: FORMAT, engine: ENGINE };
  try {
    writePart(Buffer.from(JSON.stringify(header)));
    for (const part of parts) writePart(serialize(part));
    writeSync(descriptor, digest.digest());
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
}

/**
 * The parts of a snapshot, or undefined where there is none, or one that can't be used: it is then made anew. Read
 * twice, first to check it, then part by part, so that it never lies in memory beside what is made of it.
 */
export function readSnapshot(file: string): unknown[] | undefined {
  if (!existsSync(file)) return undefined;
  const descriptor = openSync(file, 'r');
  try {
    const end = fstatSync(descriptor).size - DIGEST_BYTES;
    if (end < 0 || !digestOf(descriptor, end).equals(readAt(descriptor, end, DIGEST_BYTES))) return undefined;
    const parts: unknown[] = [];
    let offset = 0;
    for (let first = true; offset < end; first = false) {
      const length = Number(readAt(descriptor, offset, LENGTH_BYTES).readBigUInt64LE());
      const body = readAt(descriptor, offset + LENGTH_BYTES, length);
      if (first && !isReadable(body)) return undefined;
      if (!first) parts.push(deserialize(body));
      offset += LENGTH_BYTES + length;
    }
    return parts.length > 0 ? parts : undefined;
  } finally {
    closeSync(descriptor);
  }
}

function digestOf(descriptor: number, end: number): Buffer {
  const digest = createHash('sha256');
  for (let offset = 0; offset < end; offset += CHECKED_AT_ONCE) {
    digest.update(readAt(descriptor, offset, Math.min(CHECKED_AT_ONCE, end - offset)));
  }
  return digest.digest();
}

function readAt(descriptor: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  for (let done = 0; done < length;) {
    const read = readSync(descriptor, bytes, done, length - done, offset + done);
    if (read === 0) throw new Error('The snapshot became shorter while it was read.');
    done += read;
  }
  return bytes;
}

export function removeSnapshot(file: string): void {
  rmSync(file, { force: true });
}

function isReadable(header: Buffer): boolean {
  try {
    const { format, engine } = JSON.parse(header.toString()) as Header;
    return format === FORMAT && engine === ENGINE;
  } catch {
    return false;
  }
}
