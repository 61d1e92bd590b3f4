// The imports there were, made of the log alone, and how one is taken back as a whole.
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { UNVERIFIED } from '../../commands/offered.js';
import { HeldFacts } from '../../commands/record-facts/facts.js';
import { RecordManyFacts } from '../../commands/record-facts/record-many-facts.command.js';
import type { EventStore, StoredEvent } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import type { EventRetracted } from '../../domain/any-stream.events.js';
import type { RecordedMetadata } from '../recorded-cloud-event.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { DATA_FOLDER } from '../../platform/data-folder.js';
import { uuidOfName } from '../../platform/name-uuid.js';
import { ProblemError } from '../../platform/problems.js';
import { ImportTurns } from './import-turns.js';
import { SPREADSHEET_SOURCE } from './row-facts.js';

/** The source of the retractions that take an import back. */
const REVERSAL_SOURCE = 'urn:alliance-kpi:import-reversal';
const REVERSALS = '4f0f7a32-6a8e-5a0b-9e43-0f2ad8c1b6e7';
const PAGE = 1_000;

export interface ImportEntry {
  readonly importId: string;
  readonly recordedAt: string;
  /** Who imported it: a name that nobody has verified. */
  readonly actor: string;
  /** By type, its events. */
  readonly events: Readonly<Record<string, number>>;
  /** How many of them its reversal retracted, and why; null where it wasn't reversed. */
  readonly reversed: { readonly recordedAt: string; readonly retracted: number; readonly reason: string } | null;
}

/** What is said of a reversal; `actor`: who takes the import back, a name that nobody has verified. */
interface ReversalSaid {
  readonly reason: string;
  readonly actor: string;
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
  readonly importId: string;
  readonly recordedAt: number;
  readonly actor: string;
  readonly events: Record<string, number>;
  count: number;
  /** The part of the log that its events lie in, others' perhaps among them: after an event, up to another. */
  readonly after: bigint;
  through: bigint;
  reversal: { recordedAt: number; retracted: number; reason: string } | null;
}

@Injectable()
export class ImportLog {
  /** By alliance and import. */
  private readonly noted = new Map<string, Noted>();
  private readThrough = 0n;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly commands: CommandBus,
    private readonly monitoring: Monitoring,
    private readonly turns: ImportTurns,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(DATA_FOLDER) private readonly folder: string,
  ) {}

  /** The imports of an alliance, the newest first. */
  async all(allianceId: string): Promise<ImportEntry[]> {
    if (!this.monitoring.model.alliance(allianceId))
      throw new ProblemError({ code: 'alliance-unknown', detail: `There is no alliance "${allianceId}".` });
    await this.catchUp();
    return [...this.noted.values()]
      .filter((noted) => noted.allianceId === allianceId)
      .map(({ importId, recordedAt, actor, events, reversal }) => ({
        importId,
        recordedAt: instant(recordedAt),
        actor,
        events,
        reversed: reversal && { ...reversal, recordedAt: instant(reversal.recordedAt) },
      }))
      .reverse();
  }

  /** Retracts all that an import recorded and that still stands, as one act or not at all. */
  reverse(
    allianceId: string,
    importId: string,
    said: ReversalSaid,
    onProgress: (done: number) => void,
    signal?: AbortSignal,
  ): Promise<Reversal> {
    const work = (): Promise<Reversal> => this.reverseInTurn(allianceId, importId, said, onProgress, signal);
    return this.turns.holding([allianceId], work, signal);
  }

  private async reverseInTurn(
    allianceId: string,
    importId: string,
    said: ReversalSaid,
    onProgress: (done: number) => void,
    signal: AbortSignal | undefined,
  ): Promise<Reversal> {
    await this.catchUp();
    const noted = this.noted.get(keyOf(allianceId, importId.toLowerCase()));
    if (!noted)
      throw new ProblemError({
        code: 'import-unknown',
        detail: `The alliance "${allianceId}" has no import ${importId.slice(0, 80)}.`,
      });
    try {
      return await this.retract(noted, said, onProgress, signal);
    } catch (error) {
      // The reversal of another service, with a reason of its own, was faster: what it left standing is for this one.
      if (error instanceof ProblemError && error.problem.code === 'id-reused')
        return this.retract(noted, said, onProgress, signal);
      throw error;
    }
  }

  private async retract(
    noted: Noted,
    said: ReversalSaid,
    onProgress: (done: number) => void,
    signal: AbortSignal | undefined,
  ): Promise<Reversal> {
    const retractions = new HeldFacts(this.folder, noted.allianceId);
    try {
      await this.retractStanding(noted, said, retractions);
      const decided = (count: number): void => onProgress(count / retractions.length);
      const { recorded, position = null } = await this.commands.execute(
        new RecordManyFacts(retractions, { onProgress: decided, signal }),
      );
      return {
        importId: noted.importId,
        retracted: recorded,
        alreadyRetracted: noted.count - recorded,
        position,
      };
    } finally {
      retractions.close();
    }
  }

  /** Adds a retraction of each event of the import that still stands. */
  private async retractStanding(noted: Noted, { reason, actor }: ReversalSaid, retractions: HeldFacts): Promise<void> {
    const metadata = {
      ...{ source: REVERSAL_SOURCE, actor },
      ...{ correlationId: randomUUID(), causationId: noted.importId },
    };
    for await (const page of this.pages(noted.after, noted.through)) {
      const imported = page.filter((event) => isOf(noted, event));
      for (const { eventId, stream } of await this.standingOf(imported)) {
        const id = uuidOfName(`${stream}/${eventId}`, REVERSALS);
        const data = { eventId, reason };
        const wrong = retractions.add({ eventId: id, stream, type: 'EventRetracted', data, metadata });
        if (wrong) throw new ProblemError(wrong);
      }
    }
  }

  /** Those of the events, which come in log order, that no retraction has taken back. */
  private async standingOf(events: readonly StoredEvent[]): Promise<StoredEvent[]> {
    const retracted = new Map<string, ReadonlySet<string>>();
    for (const { stream, revision } of events)
      if (!retracted.has(stream)) retracted.set(stream, await this.retractedIn(stream, revision + 1n));
    return events.filter(({ stream, eventId }) => !retracted.get(stream)?.has(eventId));
  }

  /** Ids of the events that a stream's retractions from a revision on name. */
  private async retractedIn(stream: string, from: bigint): Promise<Set<string>> {
    const later = await this.store.readStream(stream, from);
    const retractions = later.filter(({ type }) => type === 'EventRetracted');
    return new Set(retractions.map(({ data }) => (data as EventRetracted).eventId));
  }

  /** Reads what was recorded since the last question; questions that come meanwhile wait for the same reading. */
  private catchUp(): Promise<void> {
    this.reading ??= this.readOn().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async readOn(): Promise<void> {
    for await (const page of this.pages(this.readThrough)) {
      for (const event of page) {
        this.note(event, this.readThrough);
        this.readThrough = event.position;
      }
    }
  }

  /** The log after a position, up to another or to its end. */
  private async *pages(after: bigint, through?: bigint): AsyncGenerator<readonly StoredEvent[]> {
    for (let position = after; through === undefined || position < through;) {
      const page = await this.store.readAll(position, PAGE);
      const last = page.at(-1);
      if (!last) return;
      yield page;
      ({ position } = last);
      // Reading a long log must not keep the process from answering.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** `after`: where the event before it stands. */
  private note(event: StoredEvent, after: bigint): void {
    const { type, data, position, recordedAt } = event;
    const metadata = event.metadata as RecordedMetadata;
    const { source, actor = UNVERIFIED, allianceId, causationId = '', correlationId: importId = '' } = metadata;
    if (source === REVERSAL_SOURCE && type === 'EventRetracted')
      this.noteReversal(this.noted.get(keyOf(allianceId, causationId)), data as EventRetracted, recordedAt);
    if (source !== SPREADSHEET_SOURCE) return;
    const key = keyOf(allianceId, importId);
    let noted = this.noted.get(key);
    if (!noted) {
      noted = {
        allianceId,
        importId,
        recordedAt,
        actor,
        events: {},
        count: 0,
        after,
        through: position,
        reversal: null,
      };
      this.noted.set(key, noted);
    }
    if (!isOf(noted, event)) return;
    noted.events[type] = (noted.events[type] ?? 0) + 1;
    noted.count++;
    noted.through = position;
  }

  /** Takes a retraction as part of a reversal where what it retracts may be an event of the import. */
  private noteReversal(noted: Noted | undefined, { eventId, reason }: EventRetracted, recordedAt: number): void {
    if (!noted || !this.standsWithin(noted, eventId)) return;
    noted.reversal ??= { recordedAt, retracted: 0, reason };
    noted.reversal.retracted++;
  }

  /** Whether an event lies in the part of the log that an import's do. */
  private standsWithin({ after, through }: Noted, eventId: string): boolean {
    const { log, eventIds } = this.monitoring.model;
    return eventIds.candidates(eventId).some((ordinal) => {
      const position = log.positionOf(ordinal + 1);
      return position > after && position <= through;
    });
  }
}

const keyOf = (allianceId: string, importId: string): string => `${allianceId}/${importId}`;

/**
 * Whether an event came in with an import. Anyone may send an event that names one; those of an import are recorded at
 * one moment, before anybody knows its id.
 */
function isOf({ allianceId, importId, recordedAt }: Noted, { metadata, recordedAt: at }: StoredEvent): boolean {
  const { source, allianceId: whose, correlationId } = metadata as RecordedMetadata;
  return source === SPREADSHEET_SOURCE && whose === allianceId && correlationId === importId && at === recordedAt;
}

const instant = (ms: number): string => new Date(ms).toISOString();
