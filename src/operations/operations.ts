// What whoever runs the service does with it: check, rebuild, back up, import.
import { Inject, Injectable } from '@nestjs/common';
import { actorGiven } from '../commands/offered.js';
import { EventStoreError, type EventStore } from '../event-store/event-store.js';
import { EVENT_STORE } from '../event-store/event-store.token.js';
import { LineImports, type ImportOptions, type ImportResult } from '../ingestion/import-lines.js';
import { ImportLog, type Reversal } from '../ingestion/spreadsheets/import-log.js';
import type { ImportReport } from '../ingestion/spreadsheets/import-report.js';
import { settingsOf, type ImportRequest } from '../ingestion/spreadsheets/imports.request.js';
import type { FileFormat } from '../ingestion/spreadsheets/spreadsheet-file.js';
import { SpreadsheetImports, type SpreadsheetImport } from '../ingestion/spreadsheets/spreadsheet-imports.js';
import { figuresOf } from '../monitoring/changes.js';
import { Monitoring } from '../monitoring/monitoring.service.js';
import type { ReadModel } from '../monitoring/read-model.js';
import { ProblemError } from '../platform/problems.js';
import { systemRefusal } from '../platform/system-errors.js';
import { SealCheck } from '../reporting/seal-check.js';
import { VerificationError } from './verification-error.js';

/** Told while long work goes on: what is being done, and the share that is done. */
export type OnProgress = (work: string, done: number) => void;

export interface VerifyResult {
  readonly events: number;
  readonly position: string;
  readonly alliances: number;
  /** How many figures of the replay were compared with what is served. */
  readonly figures: number;
  /** How many sealed reports were built again and compared with what was sealed. */
  readonly seals: number;
}

/** What keeps a backup from its file, and nothing else from anything. */
const FILE_REFUSALS = ['file-exists', 'copy-too-large'];

const share =
  (onProgress: OnProgress, work: string) =>
  (done: number | bigint, of: number | bigint): void =>
    onProgress(work, Number(of) === 0 ? 1 : Number(done) / Number(of));

/** What the command line asks for, from the parameters that say so. */
export function spreadsheetOptions(
  request: ImportRequest & { readonly alliance: string; readonly format: FileFormat; readonly actor?: string },
): Omit<SpreadsheetImport, 'bytes'> {
  const { alliance, format, actor, profile, dryRun, skipInvalid } = request;
  return {
    allianceId: alliance,
    actor: actorGiven(actor),
    format,
    profile,
    settings: settingsOf(request),
    dryRun: dryRun === 'true',
    skipInvalid: skipInvalid === 'true',
  };
}

@Injectable()
export class Operations {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly monitoring: Monitoring,
    private readonly seals: SealCheck,
    private readonly lines: LineImports,
    private readonly imports: SpreadsheetImports,
    private readonly importLog: ImportLog,
  ) {}

  /** Checks the log from its first event, replays it from zero and compares with what is served. Throws where they differ. */
  async verify(onProgress: OnProgress): Promise<VerifyResult> {
    const { events, head } = await this.store.scrub(share(onProgress, 'Checking the log'));
    this.monitoring.assertTrusted();
    const replayed = await this.monitoring.replay(share(onProgress, 'Replaying'));
    await this.monitoring.reached(replayed.position);
    const { model } = this.monitoring;
    if (model.position === replayed.position && model.hash !== replayed.hash) {
      throw new VerificationError(
        `The log is not the one that the figures were made from: up to position ${replayed.position} its chain differs.`,
      );
    }
    const figures = this.compare(replayed);
    const { checked, faults } = await this.seals.check(share(onProgress, 'Building sealed reports again'));
    if (faults.length > 0) {
      throw new VerificationError(
        ['The log is whole, and all figures are what is served, but not all that was sealed holds.', ...faults].join(
          '\n',
        ),
      );
    }
    return { events, position: String(head.position), alliances: replayed.alliances.length, figures, seals: checked };
  }

  async rebuild(onProgress: OnProgress): Promise<{ position: string }> {
    await this.monitoring.rebuild(share(onProgress, 'Rebuilding'));
    return { position: String(this.monitoring.position) };
  }

  async backUp(file: string): Promise<{ file: string; position: string }> {
    try {
      const { position } = await this.store.backUp(file);
      return { file, position: String(position) };
    } catch (error) {
      const ofFile = error instanceof EventStoreError && FILE_REFUSALS.includes(error.details.reason ?? '');
      const detail = ofFile ? error.message : systemRefusal(error);
      if (detail === undefined) throw error;
      const errors = [{ field: 'file', code: 'value-invalid', detail }];
      throw new ProblemError({ code: 'request-invalid', detail, errors });
    }
  }

  importNdjson(
    text: string,
    options: ImportOptions,
    onProgress: OnProgress,
    signal?: AbortSignal,
  ): Promise<ImportResult> {
    return this.lines.import(text, options, onProgress, signal);
  }

  importSpreadsheet(
    bytes: Buffer,
    options: Omit<SpreadsheetImport, 'bytes'>,
    onProgress: OnProgress,
    signal?: AbortSignal,
  ): Promise<ImportReport> {
    return this.imports.import({ ...options, bytes }, onProgress, signal);
  }

  reverseImport(
    allianceId: string,
    importId: string,
    { reason, actor }: { readonly reason: string; readonly actor?: string | undefined },
    onProgress: OnProgress,
    signal?: AbortSignal,
  ): Promise<Reversal> {
    const said = { reason, actor: actorGiven(actor) };
    return this.importLog.reverse(allianceId, importId, said, (done) => onProgress('Reversing', done), signal);
  }

  /** Every figure of every alliance, today and at each month's end, from the replay and as served. */
  private compare(replayed: ReadModel): number {
    let compared = 0;
    for (const { allianceId } of replayed.alliances) {
      const count = replayed.log.count;
      const [fresh, served] = [replayed, this.monitoring.model].map((model) => model.alliance(allianceId)?.view(count));
      if (!fresh || !served) throw new VerificationError(`The alliance "${allianceId}" is not in what is served.`);
      const today = this.monitoring.today(fresh);
      const months = Array.from({ length: Math.max(0, fresh.calendar.monthAt(today)) }, (_, k) =>
        fresh.calendar.monthEnd(k),
      );
      for (const day of [...months, today]) {
        const [right, shown] = [figuresOf(fresh, day), figuresOf(served, day)];
        for (const [key, { kind, id, value }] of right) {
          compared++;
          if (JSON.stringify(shown.get(key)?.value) === JSON.stringify(value)) continue;
          throw new VerificationError(
            `${allianceId}: ${kind} ${id} is served as ${JSON.stringify(shown.get(key)?.value)}, the log says ${JSON.stringify(value)}. Run "alliance-kpi rebuild".`,
          );
        }
      }
    }
    return compared;
  }
}
