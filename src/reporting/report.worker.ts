// The thread that builds reports: it takes in one alliance's events, does one job with them, and answers.
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort, type MessagePort } from 'node:worker_threads';
import { REPORT_FILE_TYPES } from '../platform/http/file-types.js';
import type { AllianceEvent } from './alliance-event.js';
import { comparison } from './build-comparison.js';
import { ReportSource } from './build-report.js';
import { monthsOf } from './months.js';
import type { Assets, Renderer } from './renderers/renderer.js';
import { rendererOf } from './renderers/renderers.js';
import type { Report } from './report-model.js';
import { bundle, bundleFiles, manifestBytes, manifestOf, sha256, type BundleRequest } from './seal/bundle.js';
import { sealedEvents } from './seal/leaves.js';
import { rootOf } from './seal/merkle.js';
import type { BuiltBundle, BuiltFile, FromWorker, JobResult, ReportJob, ToWorker } from './workshop/report-jobs.js';

/** How far the thread stands back, from 0 to 19. */
const NICENESS = 15;

/** Lets the service's own thread go first where both want a core. Only Linux tells a thread its number. */
function standBack(): void {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), NICENESS);
  } catch {
    // It then competes as any other thread does.
  }
}

standBack();

const port = parentPort as MessagePort;
const say = (message: FromWorker): void => port.postMessage(message);
const progress = (work: string, done: number): void => say({ kind: 'progress', work, done });

/** What is known of an alliance, and what was made of it: for as many jobs as are on the same events. */
interface Ground {
  readonly allianceId: string;
  readonly events: AllianceEvent[];
  source?: Promise<ReportSource>;
}

let ground: Ground | undefined;
let signed: ((signature: string) => void) | undefined;

port.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'alliance':
      ground = { allianceId: message.allianceId, events: [] };
      return;
    case 'events':
      if (ground) take(ground, message.events);
      return;
    case 'job':
      if (ground) void work(ground, message.job, message.assets);
      return;
    case 'signature':
      signed?.(message.signature);
      return;
  }
});

function take(on: Ground, events: readonly AllianceEvent[]): void {
  on.events.push(...events);
  delete on.source;
}

class BrokenSealError extends Error {
  constructor(readonly root: string) {
    super('the events are not those that were sealed');
  }
}

async function work(on: Ground, job: ReportJob, assets: Assets): Promise<void> {
  try {
    const result = await resultOf(on, job, assets);
    // Files are handed over, not copied: a large one would keep the service busy.
    const handed = 'bytes' in result ? [whole(result.bytes)] : [];
    port.postMessage({ kind: 'done', result } satisfies FromWorker, handed);
  } catch (error) {
    if (error instanceof BrokenSealError) say({ kind: 'broken-seal', root: error.root });
    else say({ kind: 'failed', ...inWords(error) });
  }
}

function inWords(error: unknown): { message: string; stack: string } {
  const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
  return { message, stack };
}

async function resultOf(on: Ground, job: ReportJob, assets: Assets): Promise<JobResult> {
  progress('computing', 0);
  const { allianceId, events } = on;
  switch (job.kind) {
    case 'file': {
      const source = await sourceOf(on, job.root);
      return rendered(source.report(job.wanted), await rendererOf(job.format), assets);
    }
    case 'comparison':
      for (const { root, events: count } of job.points)
        assertSealed(() => rootOf(sealedEvents(events.slice(0, count)).hashes), root);
      return rendered(
        await comparison(allianceId, events, job.points, job.wanted),
        await rendererOf(job.format),
        assets,
      );
    case 'bundle':
      return built(await sourceOf(on, job.root), job.wanted, assets);
    case 'months':
      return monthsOf(await sourceOf(on), job.wanted);
  }
}

async function sourceOf(on: Ground, root?: string): Promise<ReportSource> {
  const source = await (on.source ??= ReportSource.of(on.allianceId, on.events));
  assertSealed(() => source.root, root);
  return source;
}

/** Half of the time of a source goes into the root of its events: made only where it is asked for. */
function assertSealed(rootOfEvents: () => string, sealed: string | undefined): void {
  if (sealed === undefined) return;
  const root = rootOfEvents();
  if (sealed !== root) throw new BrokenSealError(root);
}

async function rendered(report: Report, renderer: Renderer, assets: Assets): Promise<BuiltFile> {
  progress(renderer.format, 0.5);
  const { extension, mediaType } = renderer;
  const bytes = owned(await renderer.render(report, assets));
  return { name: report.name + extension, mediaType, bytes, sha256: sha256(bytes) };
}

async function built(source: ReportSource, wanted: BundleRequest, assets: Assets): Promise<BuiltBundle> {
  const files = await bundleFiles(source, wanted, assets, progress);
  const manifest = manifestOf(source, wanted, files);
  const payload = manifestBytes(manifest);
  const { root, allianceId, month, audience } = manifest;
  const bytes = owned(bundle(files, payload, await signatureOver(payload)));
  return {
    name: `${allianceId}-M${month}-${audience}.zip`,
    mediaType: REPORT_FILE_TYPES.zip,
    bytes,
    sha256: sha256(bytes),
    root,
    events: manifest.events,
    files: manifest.files,
  };
}

/** Bytes with a buffer of their own, which can be handed over. */
const owned = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer ? bytes : new Uint8Array(bytes);

const whole = (bytes: Uint8Array): ArrayBuffer => bytes.buffer as ArrayBuffer;

/** The key stays with the service. */
function signatureOver(payload: Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    signed = resolve;
    say({ kind: 'sign', payload });
  });
}
