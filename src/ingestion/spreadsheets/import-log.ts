// The imports there were, made of the log alone, and how one is taken back as a whole.
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { v5 as uuidOfName } from 'uuid';
import { RecordFacts, type OfferedFact } from '../../commands/record-facts/record-facts.command.js';
import type { EventStore, StoredEvent } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import type { RecordedMetadata } from '../recorded-cloud-event.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { ProblemError } from '../../platform/problems.js';
import { SPREADSHEET_SOURCE } from './spreadsheet-imports.js';

/** The source of the retractions that take an import back. */
const REVERSAL_SOURCE = 'urn:alliance-kpi:import-reversal';
const REVERSALS = '4f0f7a32-6a8e-5a0b-9e43-0f2ad8c1b6e7';
const PAGE = 1_000;

export interface ImportEntry {
  readonly importId: string;
  readonly recordedAt: string;
  /** By type, its events. */
  readonly events: Readonly<Record<string, number>>;
  /** How many of them its reversal retracted; null where it wasn't reversed. */
  readonly reversed: { readonly recordedAt: string; readonly retracted: number } | null;
}

export interface Reversal {
  readonly importId: string;
  /** Events that were retracted now. */
  readonly retracted: number;
  /** Events that had been retracted before, one by one or by an earlier reversal. */
  readonly alreadyRetracted: number;
  readonly position: string | null;
}

interface Noted {
  readonly allianceId: string;
  readonly recordedAt: number;
  readonly events: Record<string, number>;
  readonly positions: bigint[];
  reversal: { recordedAt: number; retracted: number } | null;
}

@Injectable()
export class ImportLog {
  private readonly noted = new Map<string, Noted>();
  private readThrough = 0n;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly commands: CommandBus,
    private readonly monitoring: Monitoring,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** The imports of an alliance, the newest first. */
  async all(allianceId: string): Promise<ImportEntry[]> {
    if (!this.monitoring.model.alliance(allianceId))
      throw new ProblemError({ code: 'alliance-unknown', detail: `There is no alliance "${allianceId}".` });
    await this.catchUp();
    return [...this.noted]
      .filter(([, noted]) => noted.allianceId === allianceId)
      .map(([importId, { recordedAt, events, reversal }]) => ({
        importId,
        recordedAt: instant(recordedAt),
        events,
        reversed: reversal && { ...reversal, recordedAt: instant(reversal.recordedAt) },
      }))
      .reverse();
  }

  /** Retracts all that an import recorded and that still stands, as one act or not at all. */
  async reverse(
    allianceId: string,
    importId: string,
    reason: string,
    onProgress: (done: number) => void,
  ): Promise<Reversal> {
    await this.catchUp();
    const noted = this.noted.get(importId.toLowerCase());
    if (noted?.allianceId !== allianceId)
      throw new ProblemError({
        code: 'import-unknown',
        detail: `The alliance "${allianceId}" has no import ${importId.slice(0, 80)}.`,
      });
    const standing: StoredEvent[] = [];
    for (let from = 0; from < noted.positions.length; from += PAGE)
      standing.push(...(await this.standingOf(await this.store.readAt(noted.positions.slice(from, from + PAGE)))));
    const correlationId = randomUUID();
    const retractions = standing.map(({ eventId, stream }): OfferedFact => ({
      eventId: uuidOfName(`${stream}/${eventId}`, REVERSALS),
      stream,
      type: 'EventRetracted',
      data: { eventId, reason },
      metadata: { source: REVERSAL_SOURCE, actor: 'unverified', correlationId, causationId: importId.toLowerCase() },
    }));
    const decided = (count: number): void => onProgress(count / Math.max(1, retractions.length));
    const recorded =
      retractions.length === 0
        ? []
        : await this.commands.execute(new RecordFacts(allianceId, retractions, { onProgress: decided }));
    return {
      importId: importId.toLowerCase(),
      retracted: recorded.length,
      alreadyRetracted: noted.positions.length - recorded.length,
      position: recorded.at(-1)?.position ?? null,
    };
  }

  /** Those of the events that no retraction has taken back. */
  private async standingOf(events: readonly StoredEvent[]): Promise<StoredEvent[]> {
    const standing: StoredEvent[] = [];
    for (const event of events) {
      const later = await this.store.readStream(event.stream, event.revision + 1n);
      const retracted = later.some(
        ({ type, data }) => type === 'EventRetracted' && (data as { eventId: string }).eventId === event.eventId,
      );
      if (!retracted) standing.push(event);
    }
    return standing;
  }

  /** Reads what was recorded since the last question; questions that come meanwhile wait for the same reading. */
  private catchUp(): Promise<void> {
    this.reading ??= this.readOn().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async readOn(): Promise<void> {
    for (;;) {
      const page = await this.store.readAll(this.readThrough, PAGE);
      for (const event of page) this.note(event);
      const last = page.at(-1);
      if (!last) return;
      this.readThrough = last.position;
    }
  }

  private note({ metadata, type, position, recordedAt }: StoredEvent): void {
    const { source, allianceId, correlationId = '', causationId = '' } = metadata as RecordedMetadata;
    if (source === REVERSAL_SOURCE) {
      const reversed = this.noted.get(causationId);
      if (!reversed) return;
      reversed.reversal ??= { recordedAt, retracted: 0 };
      reversed.reversal.retracted++;
    }
    if (source !== SPREADSHEET_SOURCE) return;
    let noted = this.noted.get(correlationId);
    if (!noted)
      this.noted.set(correlationId, (noted = { allianceId, recordedAt, events: {}, positions: [], reversal: null }));
    noted.events[type] = (noted.events[type] ?? 0) + 1;
    noted.positions.push(position);
  }
}

const instant = (ms: number): string => new Date(ms).toISOString();
