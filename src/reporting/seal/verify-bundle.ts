// Checks a bundle on any machine, from nothing but itself: archive, signature, checksums, events, and every figure
// computed anew. Says in words what holds, and names what doesn't.
import { unzipSync, type UnzipFileInfo } from 'fflate';
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { canonicalJson } from '../../event-store/canonical-json.js';
import type { RecordedCloudEvent } from '../../ingestion/recorded-cloud-event.js';
import { bundledEvent, unbundled, type AllianceEvent } from '../alliance-event.js';
import { reportName, ReportSource } from '../build-report.js';
import { FORMULA_VERSION } from '../formulas.js';
import type { KnownAlliance } from '../known-alliance.js';
import type { ArchivedFile } from '../renderers/archive.js';
import type { Assets } from '../renderers/renderer.js';
import { AUDIENCES, type Report } from '../report-model.js';
import { isReport } from '../report.schema.js';
import {
  bundle,
  bundleFiles,
  bundleNames,
  EVENTS,
  LEAVES,
  leavesFile,
  MANIFEST,
  manifestBytes,
  manifestOf,
  manifestOver,
  PUBLIC_EVENTS,
  reportFiles,
  sha256,
  SIGNATURE,
  type Manifest,
  type ManifestFile,
} from './bundle.js';
import { differences } from './differences.js';
import { sealedEvents, type SealedEvents } from './leaves.js';
import { leafHash, rootOf } from './merkle.js';
import { comparePublicFigures, publicAlliance } from './public-figures.js';
import { comparePublicReport } from './public-report.js';

/** A text of Node has little more characters. */
const MOST_UNPACKED_FILE = 500_000_000;
const MOST_UNPACKED = 2_000_000_000;
const MOST_FILES = 1_000;

/** Whether files would unpack to more than there is room for. No more is unpacked of any than it says. */
const isTooMuch = (files: readonly UnzipFileInfo[]): boolean =>
  files.length > MOST_FILES ||
  files.some(({ originalSize }) => originalSize > MOST_UNPACKED_FILE) ||
  files.reduce((sum, { originalSize }) => sum + originalSize, 0) > MOST_UNPACKED;

export interface Finding {
  readonly holds: boolean;
  /** The file of the bundle that it is about, where it is about one. */
  readonly file?: string;
  /** A sentence. */
  readonly text: string;
}

export interface Verification {
  readonly holds: boolean;
  readonly findings: readonly Finding[];
  /** Thumbprint (RFC 7638) of the key that signed, where the signature is one. */
  readonly keyId: string | undefined;
}

/** How files are made: of the events of a bundle, or, where those are withheld, of its JSON reports. */
export interface Making {
  readonly builtAgain: typeof builtAgain;
  readonly reportFiles: typeof reportFiles;
}

export const MAKING: Making = { builtAgain, reportFiles };

/**
 * `expectedKey`: the thumbprint that the signer publishes; without it any key will do, and is named. `making`: what the
 * files are held against, which depends on nothing but what it is given.
 */
export async function verifyBundle(bytes: Uint8Array, expectedKey?: string, making = MAKING): Promise<Verification> {
  const check = new BundleCheck(bytes, expectedKey, making);
  await check.run();
  return { holds: check.findings.every(({ holds }) => holds), findings: check.findings, keyId: check.keyId };
}

/** The files of a bundle, and their manifest, as its events give them. */
export async function builtAgain(manifest: Manifest, { events, sealed }: Known, assets: Assets): Promise<Built> {
  const source = await ReportSource.of(manifest.allianceId, events, sealed);
  const files = await bundleFiles(source, manifest, assets);
  return { files, manifest: manifestOf(source, manifest, files) };
}

interface Built {
  readonly files: readonly ArchivedFile[];
  readonly manifest: Manifest;
}

interface Known {
  readonly events: readonly AllianceEvent[];
  readonly sealed: SealedEvents;
}

/** Differences of one file that are named one by one. */
const NAMED = 20;

class BundleCheck {
  readonly findings: Finding[] = [];
  keyId: string | undefined;
  private readonly files = new Map<string, Uint8Array>();

  constructor(
    private readonly bytes: Uint8Array,
    private readonly expectedKey: string | undefined,
    private readonly making: Making,
  ) {}

  async run(): Promise<void> {
    this.open();
    const manifestBytes = this.files.get(MANIFEST);
    const manifest = manifestBytes && this.manifest(manifestBytes);
    if (!manifestBytes || !manifest) {
      this.broken(MANIFEST, `${MANIFEST} is missing or can't be read: nothing else can be checked.`);
      return;
    }
    await this.signature(manifestBytes);
    this.checksums(manifest);
    const events = manifest.audience === 'public' ? undefined : this.events(manifest);
    if (manifest.audience === 'public') await this.publicEvents(manifest);
    if (events) await this.rebuild(manifest, events);
    this.archive(manifestBytes, manifest);
  }

  private broken(file: string | undefined, text: string): void {
    this.findings.push({ holds: false, ...(file === undefined ? {} : { file }), text });
  }

  private holds(text: string, file?: string): void {
    this.findings.push({ holds: true, ...(file === undefined ? {} : { file }), text });
  }

  /** Each file by itself, so that a damaged one doesn't hide the others. */
  private open(): void {
    const packed: UnzipFileInfo[] = [];
    try {
      unzipSync(this.bytes, {
        filter: (file) => {
          packed.push(file);
          return false;
        },
      });
    } catch (error) {
      this.broken(undefined, `The archive can't be opened: ${(error as Error).message}.`);
    }
    if (isTooMuch(packed)) {
      this.broken(undefined, 'Unpacked, the archive is far larger than any bundle.');
      return;
    }
    for (const { name } of packed) {
      try {
        const content = unzipSync(this.bytes, { filter: (file) => file.name === name })[name];
        if (content) this.files.set(name, content);
      } catch (error) {
        this.broken(name, `${name} can't be taken out of the archive: ${(error as Error).message}.`);
      }
    }
  }

  private manifest(bytes: Uint8Array): Manifest | undefined {
    try {
      const manifest = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Manifest;
      const isOne =
        Array.isArray(manifest.files) &&
        manifest.files.every((file: unknown) => typeof (file as ManifestFile | null)?.name === 'string') &&
        Array.isArray(manifest.languages) &&
        AUDIENCES.includes(manifest.audience) &&
        Number.isInteger(manifest.month) &&
        typeof manifest.expected === 'boolean' &&
        typeof manifest.root === 'string';
      return isOne ? manifest : undefined;
    } catch {
      return undefined;
    }
  }

  private async signature(manifest: Uint8Array): Promise<void> {
    const signature = this.files.get(SIGNATURE);
    if (!signature) return this.broken(SIGNATURE, `The signature, ${SIGNATURE}, is missing.`);
    const jws = new TextDecoder().decode(signature);
    try {
      const { jwk } = decodeProtectedHeader(jws) as { jwk: JWK };
      const { payload, protectedHeader } = await compactVerify(jws, await importJWK(jwk, 'EdDSA'));
      this.keyId = await calculateJwkThumbprint(jwk);
      if (protectedHeader.kid !== this.keyId || !isCanonical(jws))
        throw new Error('it is not written as a signer writes it');
      if (!Buffer.from(payload).equals(manifest)) {
        return this.broken(MANIFEST, `${MANIFEST} is not what was signed.`);
      }
    } catch (error) {
      return this.broken(SIGNATURE, `The signature in ${SIGNATURE} does not hold: ${(error as Error).message}.`);
    }
    if (this.expectedKey !== undefined && this.expectedKey !== this.keyId) {
      return this.broken(SIGNATURE, `The bundle is signed with the key ${this.keyId}, not with ${this.expectedKey}.`);
    }
    this.holds(`The manifest is signed with the key ${this.keyId}.`, SIGNATURE);
  }

  private checksums({ files }: Manifest): void {
    const listed = new Set([MANIFEST, SIGNATURE, ...files.map(({ name }) => name)]);
    let whole = 0;
    for (const { name, sha256: sum, bytes } of files) {
      const content = this.files.get(name);
      if (!content) this.broken(name, `${name} is missing.`);
      else if (sha256(content) !== sum) this.broken(name, `${name} was changed: its checksum is not the manifest's.`);
      else if (content.length !== bytes) this.broken(name, `${name} is not as long as the manifest says.`);
      else whole++;
    }
    for (const name of this.files.keys()) {
      if (!listed.has(name)) this.broken(name, `${name} is in the bundle, but not in its manifest.`);
    }
    if (whole === files.length) this.holds(`All ${whole} files have the checksums of the manifest.`);
  }

  /** The events, if they can be read; each is held against its leaf. */
  private events(manifest: Manifest): Known | undefined {
    const content = this.files.get(EVENTS);
    if (!content) {
      this.broken(EVENTS, `Without ${EVENTS}, no figure can be computed again.`);
      return undefined;
    }
    const events: AllianceEvent[] = [];
    const before = this.findings.length;
    for (const [i, line] of linesOf(content).entries()) {
      try {
        const event = unbundled(JSON.parse(line) as RecordedCloudEvent, manifest.allianceId);
        if (event.number !== events.length + 1) throw new Error(`it has number ${event.number}`);
        if (canonicalJson(bundledEvent(event)) !== line) throw new Error('it is not in the canonical form of one');
        events.push(event);
      } catch (error) {
        this.broken(
          EVENTS,
          `Line ${i + 1} of ${EVENTS} is not event ${i + 1} of the alliance: ${(error as Error).message}.`,
        );
        if (this.findings.length - before >= NAMED) break;
      }
    }
    if (this.findings.length > before) return undefined;
    const sealed = sealedEvents(events);
    this.leaves(manifest, sealed.hashes, (i) => {
      const { number, type, stream } = events[i] as AllianceEvent;
      return `Event ${number} (${type} in ${stream})`;
    });
    return { events, sealed };
  }

  private leaves(manifest: Manifest, leaves: readonly Buffer[], nameOf: (index: number) => string): void {
    if (rootOf(leaves) === manifest.root && leaves.length === manifest.events) {
      return this.holds(`The ${leaves.length} events have the Merkle root of the manifest, ${manifest.root}.`);
    }
    this.broken(
      EVENTS,
      `The ${leaves.length} events don't have the Merkle root of the manifest (over ${manifest.events} events).`,
    );
    const signed = linesOf(this.files.get(LEAVES) ?? new Uint8Array());
    const there = new Set(leaves.map((leaf) => leaf.toString('hex')));
    const known = new Set(signed);
    const strange = leaves.flatMap((leaf, i) => (known.has(leaf.toString('hex')) ? [] : [i]));
    for (const index of strange.slice(0, NAMED)) this.broken(EVENTS, `${nameOf(index)} is not as it was signed.`);
    const gone = signed.flatMap((leaf, i) => (there.has(leaf) ? [] : [i + 1]));
    if (gone.length > strange.length)
      this.broken(EVENTS, `Of what was signed, event ${gone.slice(0, NAMED).join(', ')} is missing.`);
  }

  private async publicEvents(manifest: Manifest): Promise<void> {
    const content = this.files.get(PUBLIC_EVENTS);
    if (!content) return this.broken(PUBLIC_EVENTS, `Without ${PUBLIC_EVENTS}, no figure can be computed again.`);
    const lines = linesOf(content);
    const hashes = lines.map((line) => leafHash(line));
    this.leaves(manifest, hashes, (i) => `Event ${i + 1}`);
    const leaves = this.files.get(LEAVES);
    if (leaves && !Buffer.from(leaves).equals(leavesFile(hashes))) {
      this.broken(LEAVES, `${LEAVES} is not the file that the events give.`);
    }
    if (!this.isComputable(manifest)) return;
    try {
      const alliance = await publicAlliance(manifest.allianceId, lines);
      const { view } = alliance;
      const { allianceId, files } = manifest;
      const due = (await bundleNames(manifest, this.assets())).map((name) => {
        const { sha256 = '', bytes = 0 } = files.find((file) => file.name === name) ?? {};
        return { name, sha256, bytes };
      });
      this.listing(
        manifest,
        manifestOver({ allianceId, view, events: lines.length, root: rootOf(hashes) }, manifest, due),
      );
      for (const { holds, text } of comparePublicFigures(view, manifest, (name) => this.files.get(name))) {
        this.findings.push({ holds, text });
      }
      await this.publicReports(manifest, alliance);
    } catch (error) {
      this.broken(PUBLIC_EVENTS, `${PUBLIC_EVENTS} can't be computed from: ${(error as Error).message}.`);
    }
  }

  /** Holds the JSON reports against their own figures, and makes every other file again from them. */
  private async publicReports(manifest: Manifest, alliance: KnownAlliance): Promise<void> {
    const before = this.findings.length;
    const reports: Report[] = [];
    for (const language of manifest.languages) {
      const name = `${reportName({ ...manifest, language })}.json`;
      const report = parsedReport(this.files.get(name));
      if (!report) {
        this.broken(name, `${name} is not a report, so that no other file can be held against it.`);
        continue;
      }
      reports.push(report);
      const said = comparePublicReport(alliance, report, { ...manifest, language }, manifest.root);
      for (const text of said.slice(0, NAMED)) this.broken(name, `${name}: ${text}.`);
    }
    // What they are called and for whom they are was among that: nothing else can be made from what is otherwise.
    if (this.findings.length > before) return;
    for (const { name, bytes } of await this.making.reportFiles(reports, this.assets())) {
      const content = this.files.get(name);
      if (content && Buffer.from(content).equals(bytes)) continue;
      this.broken(name, `${name} is not the file that the JSON report gives.`);
    }
    if (this.findings.length === before) this.holds('All files of a report say what its figures give.');
  }

  private isComputable({ formulas }: Manifest): boolean {
    if (formulas === FORMULA_VERSION) return true;
    this.broken(
      undefined,
      `The report was computed with formulas of version ${formulas}; this program has version ${FORMULA_VERSION}, so it can't compute it again.`,
    );
    return false;
  }

  /**
   * Holds the manifest against the one that the events give. A signer could leave out what the figures are computed
   * from, or list a file that follows from nothing, and all that is listed would still have its checksum.
   */
  private listing(manifest: Manifest, right: Manifest): void {
    const before = this.findings.length;
    if (manifest.languages.length === 0) this.broken(MANIFEST, `${MANIFEST} names no language: there is no report.`);
    const [listed, due] = [namesOf(manifest), namesOf(right)];
    for (const name of due) {
      if (!listed.has(name)) this.broken(name, `${name} belongs to the bundle, but is not in its manifest.`);
    }
    for (const name of listed) {
      if (!due.has(name)) this.broken(name, `${name} is in the manifest, but does not belong to the bundle.`);
    }
    const withoutFiles = (each: Manifest): Uint8Array => manifestBytes({ ...each, files: [] });
    const said = differences(MANIFEST, withoutFiles(manifest), withoutFiles(right));
    for (const text of said.slice(0, NAMED)) this.broken(MANIFEST, `${MANIFEST}: ${text}.`);
    // The order of the files, what is said of them, and how it is written.
    const bytes = this.files.get(MANIFEST) ?? new Uint8Array();
    if (this.findings.length > before || Buffer.from(bytes).equals(manifestBytes(right))) return;
    this.broken(MANIFEST, `${MANIFEST} is not the one that the events give.`);
  }

  /** Builds every file again from the events, and holds it against the one in the bundle. */
  private async rebuild(manifest: Manifest, known: Known): Promise<void> {
    if (!this.isComputable(manifest)) return;
    let built: Built;
    try {
      built = await this.making.builtAgain(manifest, known, this.assets());
    } catch (error) {
      return this.broken(EVENTS, `The report can't be built from the events: ${(error as Error).message}.`);
    }
    const before = this.findings.length;
    for (const { name, bytes } of built.files) {
      const content = this.files.get(name);
      if (!content || Buffer.from(content).equals(bytes)) continue;
      const found = differences(name, content, bytes);
      for (const text of found.slice(0, NAMED)) this.broken(name, `${name}: ${text}.`);
      if (found.length === 0) this.broken(name, `${name} is not the file that the events give.`);
    }
    this.listing(manifest, built.manifest);
    if (this.findings.length === before) {
      this.holds(
        `Built again from the events, all ${built.files.length} files are the same: every figure in them follows from the events.`,
      );
    }
  }

  private assets(): Assets {
    const [png, svg] = [this.files.get('emblem.png'), this.files.get('emblem.svg')];
    if (png) return { emblem: { mediaType: 'image/png', bytes: png } };
    return svg ? { emblem: { mediaType: 'image/svg+xml', bytes: svg } } : {};
  }

  /** The archive itself: nothing before, between or behind its files, and no other names and dates than it is built with. */
  private archive(manifest: Uint8Array, { files }: Manifest): void {
    const contents = files.flatMap(({ name }) => {
      const bytes = this.files.get(name);
      return bytes ? [{ name, bytes }] : [];
    });
    const signature = new TextDecoder().decode(this.files.get(SIGNATURE));
    const built = bundle(contents, manifest, signature);
    if (Buffer.from(built).equals(this.bytes)) return this.holds('The archive holds nothing besides.');
    // What is broken inside was named; what the archive says of its files is a matter of its own.
    if (this.findings.some(({ holds }) => !holds)) return;
    const at = this.bytes.findIndex((byte, i) => byte !== built[i]);
    const offset = at === -1 ? Math.min(this.bytes.length, built.length) : at;
    const file = fileAt(built, offset);
    this.broken(
      file,
      `The archive was changed at byte ${offset}, in what it says of ${file ?? 'its files'}; the files themselves are as they were.`,
    );
  }
}

function parsedReport(content: Uint8Array | undefined): Report | undefined {
  try {
    const report: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
    return isReport(report) ? report : undefined;
  } catch {
    return undefined;
  }
}

const namesOf = ({ files }: Manifest): Set<string> => new Set(files.map(({ name }) => name));

function linesOf(content: Uint8Array): string[] {
  const lines = new TextDecoder().decode(content).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Base64url has several spellings for the same bytes; a signer uses one. */
function isCanonical(jws: string): boolean {
  return jws.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;

/** Which file of an archive (whole, as `archive` makes it) a byte belongs to; undefined for the directory at its end. */
function fileAt(archived: Uint8Array, offset: number): string | undefined {
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
