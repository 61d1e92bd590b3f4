// The read model on disk, with the position that it was made from: start-up loads it instead of replaying the log.
// It can always be deleted. Position, content and checksum stand in one file that replaces the last one whole.
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';

/** Raised whenever what is kept, or how it is computed, changes: older snapshots are then made anew. */
const FORMAT = 2;
const DIGEST_BYTES = 32;
const LENGTH_BYTES = 8;

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

/** The parts of a snapshot, or undefined where there is none, or one that can't be used: it is then made anew. */
export function readSnapshot(file: string): unknown[] | undefined {
  if (!existsSync(file)) return undefined;
  const bytes = readFileSync(file);
  const end = bytes.length - DIGEST_BYTES;
  if (end < 0 || !createHash('sha256').update(bytes.subarray(0, end)).digest().equals(bytes.subarray(end)))
    return undefined;
  const [header, ...parts] = bodiesOf(bytes.subarray(0, end));
  return header && isReadable(header) ? parts.map((part): unknown => deserialize(part)) : undefined;
}

function bodiesOf(bytes: Buffer): Buffer[] {
  const bodies: Buffer[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const length = Number(bytes.readBigUInt64LE(offset));
    offset += LENGTH_BYTES;
    bodies.push(bytes.subarray(offset, offset + length));
    offset += length;
  }
  return bodies;
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
