// A bundle taken apart: the files of its archive, and what they hold, as far as it can be read.
import { unzipSync, type UnzipFileInfo } from 'fflate';
import { canonicalJson } from '../../event-store/canonical-json.js';
import type { RecordedCloudEvent } from '../../ingestion/recorded-cloud-event.js';
import { bundledEvent, unbundled, type AllianceEvent } from '../alliance-event.js';
import type { Assets } from '../renderers/renderer.js';
import { AUDIENCES, type Report } from '../report-model.js';
import { isReport } from '../report.schema.js';
import { EVENTS, type Manifest, type ManifestFile } from './bundle.js';

/** A text of Node has little more characters. */
const MOST_UNPACKED_FILE = 500_000_000;
const MOST_UNPACKED = 2_000_000_000;
const MOST_FILES = 1_000;

/** Whether files would unpack to more than there is room for. No more is unpacked of any than it says. */
const isTooMuch = (files: readonly UnzipFileInfo[]): boolean =>
  files.length > MOST_FILES ||
  files.some(({ originalSize }) => originalSize > MOST_UNPACKED_FILE) ||
  files.reduce((sum, { originalSize }) => sum + originalSize, 0) > MOST_UNPACKED;

/** What can't be read, in a sentence. */
export interface Fault {
  /** The file of the bundle that it is about, where it is about one. */
  readonly file?: string;
  readonly text: string;
}

export type BundledFiles = ReadonlyMap<string, Uint8Array>;

/** The files of an archive, each by itself, so that a damaged one doesn't hide the others. */
export function opened(bytes: Uint8Array): { readonly files: BundledFiles; readonly faults: readonly Fault[] } {
  const files = new Map<string, Uint8Array>();
  const faults: Fault[] = [];
  const packed: UnzipFileInfo[] = [];
  try {
    unzipSync(bytes, {
      filter: (file) => {
        packed.push(file);
        return false;
      },
    });
  } catch (error) {
    faults.push({ text: `The archive can't be opened: ${(error as Error).message}.` });
  }
  if (isTooMuch(packed)) {
    faults.push({ text: 'Unpacked, the archive is far larger than any bundle.' });
    return { files, faults };
  }
  const names = packed.map(({ name }) => name);
  for (const name of new Set(names)) {
    // Programs that unpack differ in which one they show.
    if (names.indexOf(name) !== names.lastIndexOf(name))
      faults.push({ file: name, text: `${name} stands in the archive more than once.` });
    try {
      const content = unzipSync(bytes, { filter: (file) => file.name === name })[name];
      if (content) files.set(name, content);
    } catch (error) {
      faults.push({ file: name, text: `${name} can't be taken out of the archive: ${(error as Error).message}.` });
    }
  }
  return { files, faults };
}

/** undefined where it is none. */
export function manifestIn(content: Uint8Array): Manifest | undefined {
  try {
    const manifest = jsonIn(content) as Manifest;
    const isOne =
      Array.isArray(manifest.files) &&
      manifest.files.every((file: unknown) => typeof (file as ManifestFile | null)?.name === 'string') &&
      Array.isArray(manifest.languages) &&
      new Set(manifest.languages).size === manifest.languages.length &&
      AUDIENCES.includes(manifest.audience) &&
      Number.isInteger(manifest.month) &&
      typeof manifest.expected === 'boolean' &&
      typeof manifest.root === 'string';
    return isOne ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** undefined where it is none. */
export function reportIn(content: Uint8Array | undefined): Report | undefined {
  try {
    const report = jsonIn(content);
    return isReport(report) ? report : undefined;
  } catch {
    return undefined;
  }
}

const jsonIn = (content: Uint8Array | undefined): unknown =>
  JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));

/** The events of a bundle, and the lines that are not the next one of the alliance; beyond `most`, no more is looked at. */
export function eventsIn(
  content: Uint8Array,
  allianceId: string,
  most: number,
): { readonly events: readonly AllianceEvent[]; readonly faults: readonly Fault[] } {
  const events: AllianceEvent[] = [];
  const faults: Fault[] = [];
  for (const [i, line] of linesOf(content).entries()) {
    try {
      const event = unbundled(JSON.parse(line) as RecordedCloudEvent, allianceId);
      if (event.number !== events.length + 1) throw new Error(`it has number ${event.number}`);
      if (canonicalJson(bundledEvent(event)) !== line) throw new Error('it is not in the canonical form of one');
      events.push(event);
    } catch (error) {
      const { message } = error as Error;
      faults.push({
        file: EVENTS,
        text: `Line ${i + 1} of ${EVENTS} is not event ${i + 1} of the alliance: ${message}.`,
      });
      if (faults.length >= most) break;
    }
  }
  return { events, faults };
}

/** What the files of a report were made with besides the events: only what the manifest lists is of the bundle. */
export function assetsIn(files: BundledFiles, manifest: Manifest): Assets {
  const [png, svg] = ['emblem.png', 'emblem.svg'].map((emblem) =>
    manifest.files.some(({ name }) => name === emblem) ? files.get(emblem) : undefined,
  );
  if (png) return { emblem: { mediaType: 'image/png', bytes: png } };
  return svg ? { emblem: { mediaType: 'image/svg+xml', bytes: svg } } : {};
}

export function linesOf(content: Uint8Array): string[] {
  const lines = new TextDecoder().decode(content).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;

/** Which file of an archive (whole, as `archive` makes it) a byte belongs to; undefined for the directory at its end. */
export function fileAt(archived: Uint8Array, offset: number): string | undefined {
  const view = new DataView(archived.buffer, archived.byteOffset, archived.byteLength);
  for (let at = 0; at + LOCAL_HEADER_BYTES <= archived.length && view.getUint32(at, true) === LOCAL_HEADER;) {
    const nameLength = view.getUint16(at + 26, true);
    const name = new TextDecoder().decode(
      archived.subarray(at + LOCAL_HEADER_BYTES, at + LOCAL_HEADER_BYTES + nameLength),
    );
    at += LOCAL_HEADER_BYTES + nameLength + view.getUint16(at + 28, true) + view.getUint32(at + 18, true);
    if (offset < at) return name;
  }
  return undefined;
}
