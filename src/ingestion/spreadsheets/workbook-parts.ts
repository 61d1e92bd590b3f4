// The parts of a workbook's ZIP: looked over before anything is inflated, and held to their stated sizes and checksums
// while it is.
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { SaxesParser } from 'saxes';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { ProblemError } from '../../platform/problems.js';
import { unreadable } from './table.js';

const MOST_ENTRIES = 200;
const MOST_INFLATED_BYTES = 100 * 1024 * 1024;
/** What inflates further is no table. Small parts, which are all boilerplate, aren't asked. */
const MOST_RATIO = 100;
const RATIO_ASKED_FROM = 10 * 1024 * 1024;
/** What a part may be that is kept as a whole: relations, styles, the list of sheets. */
const MOST_KEPT_BYTES = 10 * 1024 * 1024;
/** Elements within elements. A workbook has about ten. */
const MOST_DEEP = 64;
const MOST_ATTRIBUTES = 64;
/** Of a tag, a text, a comment. A cell's text has 32,767 characters at the most. */
const LONGEST_PIECE = 1024 * 1024;
/** Comments and processing instructions of a part: spreadsheet programs write one or two. */
const MOST_ASIDES = 1_000;

/** Told of what stands in a part, in its order. Names come without their prefix. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

export class WorkbookParts {
  private bytesRead = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static async open(bytes: Buffer): Promise<WorkbookParts> {
    const entries = new Map<string, Entry>();
    try {
      const zip = await fromBufferPromise(bytes);
      let inflated = 0;
      let packed = 0;
      for await (const entry of zip.eachEntry()) {
        inflated += entry.uncompressedSize;
        packed += entry.compressedSize;
        if (entries.size >= MOST_ENTRIES) throw tooLarge(`The workbook has more than ${MOST_ENTRIES} parts.`);
        if (inflated > MOST_INFLATED_BYTES) throw tooLarge('Unpacked, the workbook is larger than 100 MiB.');
        const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
        if (entry.uncompressedSize > RATIO_ASKED_FROM && ratio > MOST_RATIO)
          throw tooLarge(`A part of the workbook unpacks to more than ${MOST_RATIO} times its size.`);
        if (entry.isEncrypted()) throw unreadable('workbook-unsupported', 'The workbook is protected with a password.');
        if (entries.has(entry.fileName))
          throw unreadable(
            'workbook-invalid',
            `The part ${entry.fileName.slice(0, 100)} stands twice in the workbook.`,
          );
        entries.set(entry.fileName, entry);
      }
      // Parts that lie over each other claim more bytes than there are.
      if (packed > bytes.length) throw tooLarge('The parts of the workbook overlap.');
      return new WorkbookParts(zip, entries);
    } catch (error) {
      throw asProblem(error);
    }
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** The share of the part being read that was read so far. */
  shareRead(name: string): number {
    return this.bytesRead / Math.max(1, this.entries.get(name)?.uncompressedSize ?? 1);
  }

  /** Reads a small part as XML from its beginning to its end, or until the listener throws. */
  async read(name: string, listener: XmlListener): Promise<void> {
    if ((this.entries.get(name)?.uncompressedSize ?? 0) > MOST_KEPT_BYTES)
      throw tooLarge(`Unpacked, the part ${name.slice(0, 100)} of the workbook is larger than 10 MiB.`);
    for await (const _chunk of this.reading(name, listener));
  }

  /** As `read`, of any size, stopping now and then, so that what was heard can be handed on before the rest is read. */
  async *reading(name: string, listener: XmlListener): AsyncGenerator<void> {
    const entry = this.entries.get(name);
    if (!entry) throw unreadable('workbook-invalid', `The workbook lacks its part ${name.slice(0, 100)}.`);
    const parser = new BoundedParser(listener);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    this.bytesRead = 0;
    let checksum = 0;
    try {
      const stream: Readable = await this.zip.openReadStreamPromise(entry);
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        parser.write(decoder.decode(chunk, { stream: true }));
        this.bytesRead += chunk.length;
        checksum = crc32(chunk, checksum);
        yield;
      }
      // What is packed may have been damaged and unpack all the same, to another number.
      if (checksum !== entry.crc32)
        throw unreadable('workbook-invalid', `The part ${name.slice(0, 100)} of the workbook is damaged.`);
      parser.write(decoder.decode());
      parser.close();
    } catch (error) {
      throw asProblem(error);
    }
    yield;
  }
}

/** An XML parser that no text, however it is made, takes more memory from than a piece of it. */
class BoundedParser {
  private readonly parser = new SaxesParser();
  private depth = 0;
  private attributes = 0;
  private asides = 0;
  /** Where the piece began that is being read. */
  private pieceFrom = 0;

  constructor(listener: XmlListener) {
    const { parser } = this;
    parser.on('doctype', () => {
      throw unreadable('workbook-invalid', 'The workbook declares a document type, which none does that holds data.');
    });
    parser.on('error', (error) => {
      throw unreadable('workbook-invalid', `The workbook is damaged: ${error.message.slice(0, 200)}.`);
    });
    parser.on('opentagstart', () => {
      this.attributes = 0;
      if (++this.depth > MOST_DEEP) throw unreadable('workbook-invalid', `Elements stand more than ${MOST_DEEP} deep.`);
    });
    parser.on('attribute', () => {
      if (++this.attributes > MOST_ATTRIBUTES)
        throw unreadable('workbook-invalid', `An element has more than ${MOST_ATTRIBUTES} attributes.`);
    });
    parser.on('opentag', (tag) => {
      this.endPiece();
      listener.open?.(local(tag.name), tag.attributes);
    });
    const text = (piece: string): void => {
      this.endPiece();
      listener.text?.(piece);
    };
    parser.on('text', text);
    parser.on('cdata', text);
    parser.on('comment', () => this.endAside());
    parser.on('processinginstruction', () => this.endAside());
    parser.on('closetag', (tag) => {
      this.endPiece();
      this.depth--;
      listener.close?.(local(tag.name));
    });
  }

  write(text: string): void {
    this.parser.write(text);
    if (this.parser.position - this.pieceFrom > LONGEST_PIECE)
      throw unreadable('workbook-invalid', 'A tag, a text or a comment of the workbook is longer than 1 MiB.');
  }

  close(): void {
    this.parser.close();
  }

  private endAside(): void {
    this.endPiece();
    if (++this.asides > MOST_ASIDES)
      throw unreadable('workbook-invalid', 'The workbook has more than 1,000 comments and instructions.');
  }

  private endPiece(): void {
    this.pieceFrom = this.parser.position;
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

const tooLarge = (detail: string): Error => unreadable('workbook-too-large', detail);

/** What the ZIP or its bytes are refused for; a problem goes on as it is. */
function asProblem(error: unknown): Error {
  if (error instanceof ProblemError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const lies = /too many bytes|not enough bytes|size/i.test(message);
  return unreadable(
    lies ? 'workbook-too-large' : 'workbook-invalid',
    `The workbook is damaged: ${message.slice(0, 200)}.`,
  );
}
