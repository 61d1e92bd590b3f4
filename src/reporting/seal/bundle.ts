// A bundle: the report in every format, the events behind it, a manifest with the checksum of each file, and beside it
// the signature. Everything but the signature is the same bytes wherever and whenever it is built.
import * as crypto from 'node:crypto';
import { canonicalJson } from '../../event-store/canonical-json.js';
import type { AllianceView } from '../../monitoring/alliance-model.js';
import { reportName, type ReportSource } from '../build-report.js';
import { FORMULA_VERSION } from '../formulas.js';
import { archive, type ArchivedFile } from '../renderers/archive.js';
import { FORMATS, type Assets, type Format } from '../renderers/renderer.js';
import { rendererOf } from '../renderers/renderers.js';
import type { Audience, Report } from '../report-model.js';
import type { ReportSettings } from '../report-request.js';
import type { BundledFile } from '../texts/en.js';
import { readme, readmeName } from './readme.js';

export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'manifest.jws';
/** The events, one canonical CloudEvent a line; in a public bundle, what the public may see of them. */
export const EVENTS = 'events.ndjson';
export const PUBLIC_EVENTS = 'public-events.ndjson';
/** The leaf hash of each event, one a line: so that a changed event can be told from the others. */
export const LEAVES = 'leaves.txt';
const BUNDLE_FORMAT = 'alliance-kpi report bundle';

export interface BundleRequest {
  readonly month: number;
  readonly audience: Audience;
  readonly languages: readonly string[];
  readonly expected: boolean;
  readonly settings: ReportSettings;
}

export interface Manifest extends BundleRequest {
  readonly format: typeof BUNDLE_FORMAT;
  readonly version: 1;
  readonly allianceId: string;
  readonly formulas: string;
  readonly framework: string | null;
  /** How many events the report stands on, and the Merkle root over them. */
  readonly events: number;
  readonly root: string;
  readonly files: readonly ManifestFile[];
}

export interface ManifestFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

export type OnProgress = (work: string, done: number) => void;

/** The files of a bundle that the manifest lists. */
export async function bundleFiles(
  source: ReportSource,
  request: BundleRequest,
  assets: Assets,
  onProgress: OnProgress = () => undefined,
): Promise<ArchivedFile[]> {
  const reports = request.languages.map((language) => source.report({ ...request, language }));
  const files = await reportFiles(reports, assets, onProgress);
  const { emblem } = assets;
  if (emblem) files.push({ name: emblemName(emblem), bytes: emblem.bytes });
  files.push(...eventFiles(source, request.audience));
  return files;
}

/** Reports in every format, each with what its readers find beside it. */
export async function reportFiles(
  reports: readonly Report[],
  assets: Assets,
  onProgress: OnProgress = () => undefined,
): Promise<ArchivedFile[]> {
  const made = async (report: Report, format: Format): Promise<ArchivedFile> => {
    const renderer = await rendererOf(format);
    return { name: await fileName(report.name, format), bytes: await renderer.render(report, assets) };
  };
  // Processes of their own lay the PDFs out while the other files are made here; one at a time leaves the service a core.
  const pdfs = new Map<Report, Promise<ArchivedFile>>();
  let last: Promise<unknown> = Promise.resolve();
  for (const report of reports) {
    const pdf = last.then(() => made(report, 'pdf'));
    pdfs.set(report, pdf);
    // Where another file can't be made, nobody waits for these.
    last = pdf.catch(() => undefined);
  }
  const files: ArchivedFile[] = [];
  for (const report of reports) {
    for (const format of FORMATS) {
      onProgress(format, files.length / (reports.length * FORMATS.length));
      files.push(await ((format === 'pdf' && pdfs.get(report)) || made(report, format)));
    }
    files.push(readme(report, await heldFor(report, assets)));
  }
  return files;
}

/** The files of a bundle that are for the readers of a report, the one that most want first. */
async function heldFor({ name, audience }: Report, { emblem }: Assets): Promise<Map<string, BundledFile>> {
  const made = async (format: Format) => [await fileName(name, format), format] as const;
  return new Map<string, BundledFile>([
    ...(await Promise.all(FORMATS.toReversed().map(made))),
    ...(emblem ? [[emblemName(emblem), 'emblem'] as const] : []),
    audience === 'public' ? [PUBLIC_EVENTS, 'publicEvents'] : [EVENTS, 'events'],
    [LEAVES, 'leaves'],
    [MANIFEST, 'manifest'],
    [SIGNATURE, 'signature'],
  ]);
}

/** The names of a bundle's files, in the same order: for who can't make the files. */
export async function bundleNames(
  { allianceId, ...request }: BundleRequest & { readonly allianceId: string },
  { emblem }: Assets,
): Promise<string[]> {
  const { month, audience, languages, expected } = request;
  const filesIn = async (language: string): Promise<string[]> => {
    const report = reportName({ allianceId, month, audience, language, expected });
    return [...(await Promise.all(FORMATS.map((format) => fileName(report, format)))), readmeName(language)];
  };
  return [
    ...(await Promise.all(languages.map(filesIn))).flat(),
    ...(emblem ? [emblemName(emblem)] : []),
    audience === 'public' ? PUBLIC_EVENTS : EVENTS,
    LEAVES,
  ];
}

/** `report`: its name. */
const fileName = async (report: string, format: Format): Promise<string> =>
  report + (await rendererOf(format)).extension;

const emblemName = ({ mediaType }: NonNullable<Assets['emblem']>): string =>
  `emblem${mediaType === 'image/png' ? '.png' : '.svg'}`;

function eventFiles({ sealed }: ReportSource, audience: Audience): ArchivedFile[] {
  const events =
    audience === 'public'
      ? { name: PUBLIC_EVENTS, bytes: lines(sealed.leaves) }
      : { name: EVENTS, bytes: lines(sealed.texts) };
  return [events, { name: LEAVES, bytes: leavesFile(sealed.hashes) }];
}

export const leavesFile = (hashes: readonly Buffer[]): Uint8Array => lines(hashes.map((hash) => hash.toString('hex')));

const lines = (texts: readonly string[]): Uint8Array =>
  new TextEncoder().encode(texts.map((text) => `${text}\n`).join(''));

export function manifestOf(source: ReportSource, request: BundleRequest, files: readonly ArchivedFile[]): Manifest {
  const { alliance, root } = source;
  const { view, allianceId, events } = alliance;
  const listed = files.map(({ name, bytes }) => ({ name, sha256: sha256(bytes), bytes: bytes.length }));
  return manifestOver({ allianceId, view, events: events.length, root }, request, listed);
}

/** What a manifest says of the events: all that it doesn't take from the request. */
export interface EventsSealed extends Pick<Manifest, 'allianceId' | 'events' | 'root'> {
  readonly view: AllianceView;
}

export function manifestOver(
  { allianceId, view, events, root }: EventsSealed,
  { month, audience, languages, expected, settings }: BundleRequest,
  files: readonly ManifestFile[],
): Manifest {
  return {
    format: BUNDLE_FORMAT,
    version: 1,
    allianceId,
    month,
    audience,
    languages,
    expected,
    settings,
    formulas: FORMULA_VERSION,
    framework: view.framework.at(view.calendar.monthEnd(month))?.id ?? null,
    events,
    root,
    files,
  };
}

export const manifestBytes = (manifest: Manifest): Uint8Array => new TextEncoder().encode(canonicalJson(manifest));

/** The bundle as one file. `signature`: the JWS over the manifest. */
export function bundle(files: readonly ArchivedFile[], manifest: Uint8Array, signature: string): Uint8Array {
  const signed = [
    { name: MANIFEST, bytes: manifest },
    { name: SIGNATURE, bytes: new TextEncoder().encode(signature) },
  ];
  return archive([...signed, ...files], 'whole');
}

export const sha256 = (bytes: Uint8Array): string => crypto.hash('sha256', bytes, 'hex');
