// Checks a bundle on any machine, from nothing but itself: signature, checksums, events, every figure computed anew, and
// the archive. Says in words what holds, and names what doesn't.
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import type { AllianceEvent } from '../alliance-event.js';
import { reportName, ReportSource } from '../build-report.js';
import { FORMULA_VERSION } from '../formulas.js';
import type { KnownAlliance } from '../known-alliance.js';
import type { ArchivedFile } from '../renderers/archive.js';
import type { Assets } from '../renderers/renderer.js';
import type { Report } from '../report-model.js';
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
} from './bundle.js';
import { differences } from './differences.js';
import { sealedEvents, type SealedEvents } from './leaves.js';
import { leafHash, rootOf } from './merkle.js';
import {
  assetsIn,
  eventsIn,
  fileAt,
  linesOf,
  manifestIn,
  opened,
  reportIn,
  type BundledFiles,
  type Fault,
} from './opened-bundle.js';
import { comparePublicFigures, publicAlliance } from './public-figures.js';
import { comparePublicReport } from './public-report.js';

export interface Finding extends Fault {
  readonly holds: boolean;
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
  private readonly files: BundledFiles;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly expectedKey: string | undefined,
    private readonly making: Making,
  ) {
    const { files, faults } = opened(bytes);
    this.files = files;
    this.name(faults);
  }

  async run(): Promise<void> {
    const manifestBytes = this.files.get(MANIFEST);
    const manifest = manifestBytes && manifestIn(manifestBytes);
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

  private name(faults: readonly Fault[]): void {
    for (const { file, text } of faults) this.broken(file, text);
  }

  private holds(text: string, file?: string): void {
    this.findings.push({ holds: true, ...(file === undefined ? {} : { file }), text });
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
    const { events, faults } = eventsIn(content, manifest.allianceId, NAMED);
    this.name(faults);
    if (faults.length > 0) return undefined;
    const sealed = sealedEvents(events);
    this.leaves(EVENTS, manifest, sealed.hashes, (i) => {
      const { number, type, stream } = events[i] as AllianceEvent;
      return `Event ${number} (${type} in ${stream})`;
    });
    return { events, sealed };
  }

  /** `file`: where the events stand. */
  private leaves(file: string, manifest: Manifest, leaves: readonly Buffer[], nameOf: (index: number) => string): void {
    if (rootOf(leaves) === manifest.root && leaves.length === manifest.events) {
      return this.holds(`The ${leaves.length} events have the Merkle root of the manifest, ${manifest.root}.`);
    }
    this.broken(
      file,
      `The ${leaves.length} events don't have the Merkle root of the manifest (over ${manifest.events} events).`,
    );
    const signed = linesOf(this.files.get(LEAVES) ?? new Uint8Array());
    const there = new Set(leaves.map((leaf) => leaf.toString('hex')));
    const known = new Set(signed);
    const strange = leaves.flatMap((leaf, i) => (known.has(leaf.toString('hex')) ? [] : [i]));
    for (const index of strange.slice(0, NAMED)) this.broken(file, `${nameOf(index)} is not as it was signed.`);
    const gone = signed.flatMap((leaf, i) => (there.has(leaf) ? [] : [i + 1]));
    if (gone.length > strange.length)
      this.broken(file, `Of what was signed, event ${gone.slice(0, NAMED).join(', ')} is missing.`);
  }

  private async publicEvents(manifest: Manifest): Promise<void> {
    const content = this.files.get(PUBLIC_EVENTS);
    if (!content) return this.broken(PUBLIC_EVENTS, `Without ${PUBLIC_EVENTS}, no figure can be computed again.`);
    const lines = linesOf(content);
    const hashes = lines.map((line) => leafHash(line));
    this.leaves(PUBLIC_EVENTS, manifest, hashes, (i) => `Event ${i + 1}`);
    const leaves = this.files.get(LEAVES);
    if (leaves && !Buffer.from(leaves).equals(leavesFile(hashes))) {
      this.broken(LEAVES, `${LEAVES} is not the file that the events give.`);
    }
    if (!this.isComputable(manifest)) return;
    try {
      const alliance = await publicAlliance(manifest.allianceId, lines);
      const { view } = alliance;
      const { allianceId, files } = manifest;
      const due = (await bundleNames(manifest, assetsIn(this.files, manifest))).map((name) => {
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
      const report = reportIn(this.files.get(name));
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
    for (const { name, bytes } of await this.making.reportFiles(reports, assetsIn(this.files, manifest))) {
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
      `The report was computed with formulas of version ${formulas}; this program has version ${FORMULA_VERSION}, so it can't compute it again. Verify it with the program that made it, or another with those formulas.`,
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
      built = await this.making.builtAgain(manifest, known, assetsIn(this.files, manifest));
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
    const order = [MANIFEST, SIGNATURE, ...contents.map(({ name }) => name)];
    if ([...this.files.keys()].some((name, i) => name !== order[i])) {
      return this.broken(
        undefined,
        'The files stand in the archive in another order; they themselves are as they were.',
      );
    }
    const at = this.bytes.findIndex((byte, i) => byte !== built[i]);
    const offset = at === -1 ? Math.min(this.bytes.length, built.length) : at;
    const file = fileAt(built, offset);
    this.broken(
      file,
      `The archive was changed at byte ${offset}, in what it says of ${file ?? 'its files'}; the files themselves are as they were.`,
    );
  }
}

const namesOf = ({ files }: Manifest): Set<string> => new Set(files.map(({ name }) => name));

/** Base64url has several spellings for the same bytes; a signer uses one. */
function isCanonical(jws: string): boolean {
  return jws.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}
