// Where one report after the other is built, by a worker beside the service and never in its way. A worker that fails,
// takes too long or has built many reports is replaced; one that has nothing to do goes.
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Logger } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { AllianceEvent } from '../alliance-event.js';
import type { Assets } from '../renderers/renderer.js';
import type { OnProgress } from '../seal/bundle.js';
import type { FromWorker, JobOf, JobResults, ReportJob, ToWorker } from './report-jobs.js';

/** What a job works on: the first events of an alliance. They stay the same while more are recorded. */
export interface KnownEvents {
  readonly allianceId: string;
  readonly count: number;
  /** Those after the first `from`. */
  readonly pages: (from: number) => AsyncIterable<readonly AllianceEvent[]>;
  /** Read them again, also where those of the last job are at hand: what is sealed, or verified, stands on the log itself. */
  readonly anew?: boolean;
}

/** `done`: the part of the report that is, from 0 to 1. */
export interface Progress {
  readonly work: string;
  readonly done: number;
}

export interface WorkshopOptions {
  readonly sign: (payload: Uint8Array) => Promise<string>;
  readonly assets: Assets;
  /** Default: five minutes. */
  readonly longestJobMs?: number;
  /** Default: a hundred. */
  readonly mostWaiting?: number;
  /** MiB. */
  readonly mostMemoryMb: number;
}

/** The report could not be built; nothing else is harmed. */
export class ReportFailedError extends Error {}

/** So much is waiting to be built that what is asked for now would come too late. */
export class WorkshopFullError extends Error {}

/** The events behind a sealed report are not those that were sealed. */
export class SealBrokenError extends Error {}

const JOBS_PER_WORKER = 50;
/** Whoever asked for them may have gone long ago: behind so many, all others would wait for nothing. */
const MOST_WAITING = 100;
const IDLE_MS = 30_000;
const LONGEST_JOB_MS = 300_000;
/** Room for what is needed for a moment: the less of it, the more often memory is tidied, on the service's cores. */
const YOUNG_MEMORY_MB = 64;

interface Hired {
  readonly worker: Worker;
  jobs: number;
  /** What it has at hand, once that was handed over whole. */
  holds?: Pick<KnownEvents, 'allianceId' | 'count'> | undefined;
}

export class Workbench {
  private readonly logger = new Logger('reports');
  /** How far the report is that is being built. */
  readonly progress = new Subject<Progress>();
  private hired: Hired | undefined;
  private idle: NodeJS.Timeout | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private closed = false;

  constructor(private readonly options: WorkshopOptions) {}

  /** Builds after what was asked for before. Throws ReportFailedError, SealBrokenError and WorkshopFullError. */
  build<K extends ReportJob['kind']>(
    known: KnownEvents,
    job: JobOf<K>,
    onProgress: OnProgress = () => undefined,
  ): Promise<JobResults[K]> {
    const { mostWaiting = MOST_WAITING } = this.options;
    if (this.waiting >= mostWaiting)
      return Promise.reject(new WorkshopFullError(`${mostWaiting} reports are waiting to be built.`));
    this.waiting++;
    const result = this.last.then(() => this.run(known, job, onProgress)).finally(() => this.waiting--);
    this.last = result.catch(() => undefined);
    return result as Promise<JobResults[K]>;
  }

  /** Ends the worker; a job under way fails. */
  async close(): Promise<void> {
    this.closed = true;
    await this.dismiss();
  }

  private async run(known: KnownEvents, job: ReportJob, onProgress: OnProgress): Promise<JobResults[keyof JobResults]> {
    if (this.closed) throw new ReportFailedError('The service is stopping.');
    clearTimeout(this.idle);
    const hired = (this.hired ??= this.hire());
    const answer = this.answerOf(hired.worker, onProgress);
    try {
      // A worker that ends meanwhile is noticed below; what is told to it then goes nowhere.
      await Promise.race([hand(known, hired), answer]);
      tell(hired, { kind: 'job', job, assets: this.options.assets });
      return await answer;
    } catch (error) {
      if (!(error instanceof SealBrokenError)) await this.dismiss();
      throw error;
    } finally {
      if (++hired.jobs >= JOBS_PER_WORKER) await this.dismiss();
      else this.idle = setTimeout(() => void this.dismiss(), IDLE_MS).unref();
    }
  }

  private answerOf(worker: Worker, onProgress: OnProgress): Promise<JobResults[keyof JobResults]> {
    const { longestJobMs = LONGEST_JOB_MS, mostMemoryMb, sign } = this.options;
    const answer = new Promise<JobResults[keyof JobResults]>((resolve, reject) => {
      const timer = setTimeout(
        () => end(() => reject(new ReportFailedError(`It was not built within ${longestJobMs / 1000} seconds.`))),
        longestJobMs,
      );
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        worker.off('error', onError).off('exit', onExit).off('message', onMessage);
        settle();
      };
      const fail = (message: string): void => end(() => reject(new ReportFailedError(message)));
      const onError = ({ message, code }: NodeJS.ErrnoException): void =>
        fail(
          code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? `It needs more than ${mostMemoryMb} MiB of memory. Start the service with a higher REPORT_MEMORY_MB.`
            : `The worker failed: ${message}.`,
        );
      const onExit = (): void => fail('The worker ended before the report was built.');
      const onMessage = (message: FromWorker): void => {
        switch (message.kind) {
          case 'progress':
            this.progress.next(message);
            return onProgress(message.work, message.done);
          case 'sign':
            return void sign(message.payload).then(
              (signature) => worker.postMessage({ kind: 'signature', signature } satisfies ToWorker),
              (error: Error) => fail(`It could not be signed: ${error.message}.`),
            );
          case 'done':
            return end(() => resolve(message.result));
          case 'broken-seal':
            return end(() =>
              reject(new SealBrokenError(`The events that were sealed now have the Merkle root ${message.root}.`)),
            );
          case 'failed':
            this.logger.error(message.stack);
            return fail(message.message);
        }
      };
      worker.on('error', onError).on('exit', onExit).on('message', onMessage);
    });
    // Handled where it is awaited; until then a failure is no unhandled one.
    answer.catch(() => undefined);
    return answer;
  }

  private hire(): Hired {
    const { mostMemoryMb } = this.options;
    const worker = new Worker(new URL('../report.worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb, maxYoungGenerationSizeMb: YOUNG_MEMORY_MB },
    });
    worker.unref();
    const hired = { worker, jobs: 0 };
    // One that ends between two jobs is not given another.
    const gone = (): void => {
      if (this.hired === hired) this.hired = undefined;
    };
    worker.on('exit', gone).on('error', gone);
    return hired;
  }

  private async dismiss(): Promise<void> {
    clearTimeout(this.idle);
    const { hired } = this;
    this.hired = undefined;
    await hired?.worker.terminate();
  }
}

function tell({ worker }: Hired, message: ToWorker): void {
  worker.postMessage(message);
}

/** Hands over what the worker hasn't at hand: it may hold all of them, or the first. */
async function hand({ allianceId, count, pages, anew = false }: KnownEvents, hired: Hired): Promise<void> {
  const { holds } = hired;
  const isBegun = !anew && holds?.allianceId === allianceId && holds.count <= count;
  if (isBegun && holds.count === count) return;
  hired.holds = undefined;
  if (!isBegun) tell(hired, { kind: 'alliance', allianceId });
  for await (const events of pages(isBegun ? holds.count : 0)) {
    tell(hired, { kind: 'events', events });
    // A store that answers at once would let nobody else have a turn until the last page.
    await setImmediate();
  }
  hired.holds = { allianceId, count };
}
