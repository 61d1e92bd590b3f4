// The read model on disk, with the position that it was made from: start-up loads it instead of replaying the log.
// It can always be deleted. Position, content and checksums stand in one file that replaces the last one whole.
//
// The file is a row of blocks: length (8 bytes, little-endian), bytes, and SHA-256 of the checksum before, length and
// bytes. The first is the header; each part is a block, with a block for each of its typed arrays after it, in the order
// of their use; a length that can't be ends the file.
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { DefaultDeserializer, DefaultSerializer } from 'node:v8';
import type { TypedArray } from './columns.js';

/** Raised whenever what is kept, or how it is computed, changes: older snapshots are then made anew. */
const FORMAT = 9;
const DIGEST_BYTES = 32;
const LENGTH_BYTES = 8;
/** In the place of a length, after the last part. */
const END = 0xffff_ffff_ffff_ffffn;

/**
 * Engines write typed arrays their own way: a snapshot is only read by the one that wrote it. The header is text, which
 * every engine can read.
 */
const ENGINE = `${process.versions.v8} ${process.arch}`;

interface Header {
  readonly format: number;
  readonly engine: string;
}

const ARRAYS = [Int8Array, Uint8Array, Int32Array, Uint32Array, Float64Array, BigInt64Array] as const;

/** Writes the parts of a snapshot; each may hold typed arrays. */
export function writeSnapshot(file: string, parts: Iterable<unknown>): void {
  const draft = `${file}.draft`;
  try {
    writeParts(openSync(draft, 'w'), parts);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Writes header and parts, and closes the file. */
function writeParts(descriptor: number, parts: Iterable<unknown>): void {
  const blocks = new BlockWriter(descriptor);
  const header: Header = { format: FORMAT, engine: ENGINE };
  try {
    blocks.write(Buffer.from(JSON.stringify(header)));
    for (const part of parts) {
      const writer = new PartWriter();
      writer.writeHeader();
      writer.writeValue(part);
      blocks.write(writer.releaseBuffer());
      for (const { buffer, byteOffset, byteLength } of writer.arrays) {
        blocks.write(new Uint8Array(buffer, byteOffset, byteLength));
      }
    }
    blocks.end();
  } finally {
    blocks.close();
  }
}

/**
 * The parts of a snapshot, or undefined where there is none, or one that can't be used: it is then made anew. Each array
 * is read into the memory that it stays in: on a long log, anything else would be most of the time of a start.
 */
export function readSnapshot(file: string): unknown[] | undefined {
  if (!existsSync(file)) return undefined;
  const blocks = new BlockReader(openSync(file, 'r'));
  try {
    const parts: unknown[] = [];
    const header = blocks.read();
    if (!header || !isReadable(Buffer.from(header))) return undefined;
    for (let block = blocks.read(); block; block = blocks.read()) {
      parts.push(partOf(block, blocks));
    }
    return parts.length > 0 ? parts : undefined;
  } catch (error) {
    if (error instanceof DamagedSnapshot) return undefined;
    throw error;
  } finally {
    blocks.close();
  }
}

function partOf(block: ArrayBuffer, blocks: BlockReader): unknown {
  const reader = new PartReader(Buffer.from(block), blocks);
  try {
    reader.readHeader();
    return reader.readValue();
  } catch (error) {
    throw new DamagedSnapshot('The snapshot holds what can not be read.', { cause: error });
  }
}

/** Notes the typed arrays of a part instead of writing them. */
class PartWriter extends DefaultSerializer {
  readonly arrays: TypedArray[] = [];

  _writeHostObject(array: TypedArray): void {
    this.writeUint32(ARRAYS.findIndex((type) => array instanceof type));
    this.arrays.push(array);
  }
}

class PartReader extends DefaultDeserializer {
  constructor(
    part: Buffer,
    private readonly blocks: BlockReader,
  ) {
    super(part);
  }

  _readHostObject(): TypedArray {
    const type = ARRAYS[this.readUint32()];
    const block = this.blocks.read();
    if (!type || !block) throw new DamagedSnapshot();
    return new type(block);
  }
}

class DamagedSnapshot extends Error {}

class BlockWriter {
  private digest: Uint8Array = new Uint8Array(0);

  constructor(private readonly descriptor: number) {}

  write(bytes: Uint8Array, length = BigInt(bytes.length)): void {
    const prefix = Buffer.alloc(LENGTH_BYTES);
    prefix.writeBigUInt64LE(length);
    this.digest = digestOf(this.digest, prefix, bytes);
    for (const piece of [prefix, bytes, this.digest]) {
      for (let done = 0; done < piece.length;) done += writeSync(this.descriptor, piece, done);
    }
  }

  end(): void {
    this.write(new Uint8Array(0), END);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

class BlockReader {
  private digest: Uint8Array = new Uint8Array(0);
  private offset = 0;
  private readonly size: number;

  constructor(private readonly descriptor: number) {
    this.size = fstatSync(descriptor).size;
  }

  /** The bytes of the next block, or undefined at the end. Throws DamagedSnapshot. */
  read(): ArrayBuffer | undefined {
    const prefix = Buffer.from(this.next(LENGTH_BYTES));
    const length = prefix.readBigUInt64LE();
    const bytes = this.next(length === END ? 0 : Number(length));
    this.digest = digestOf(this.digest, prefix, new Uint8Array(bytes));
    if (!Buffer.from(this.next(DIGEST_BYTES)).equals(this.digest)) throw new DamagedSnapshot();
    if (length !== END) return bytes;
    if (this.offset !== this.size) throw new DamagedSnapshot();
    return undefined;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private next(length: number): ArrayBuffer {
    if (this.offset + length > this.size) throw new DamagedSnapshot();
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length;) {
      const read = readSync(this.descriptor, bytes, done, length - done, this.offset + done);
      if (read === 0) throw new DamagedSnapshot();
      done += read;
    }
    this.offset += length;
    return bytes.buffer;
  }
}

/** Of a block and of all before it: none can be missing, or stand elsewhere. */
function digestOf(before: Uint8Array, length: Uint8Array, bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(before).update(length).update(bytes).digest();
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
