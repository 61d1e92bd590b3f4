// Records facts: checks their form, decides them on what their streams hold, appends, and waits for the figures.
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dayInZone } from '../../../projections/calendar.js';
import { canonicalJson } from '../../event-store/canonical-json.js';
import {
  EventStoreError,
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type StoredEvent,
} from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { EventLookup } from '../../monitoring/event-lookup.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { ProblemError } from '../../platform/problems.js';
import { checkForm, checkForms, type CheckedFact } from './check-form.js';
import { Decision, type Decided, type StreamsAtHand } from './decision.js';
import { RecordFacts, type RecordedFact, type RecordOptions, type RefusedFact } from './record-facts.command.js';

/** How often a decision is taken anew when another writer was faster. */
const ATTEMPTS = 10;
/** How long a shared store may take to bring back what it has just stored: the caller must be answered. */
const BACK_WITHIN_MS = 2_000;

@CommandHandler(RecordFacts)
export class RecordFactsHandler implements ICommandHandler<RecordFacts> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly monitoring: Monitoring,
    private readonly events: EventLookup,
  ) {}

  async execute({ allianceId, facts, options }: RecordFacts): Promise<readonly RecordedFact[]> {
    // What can't be shown in the figures is not taken in either: it would be decided on what can't be trusted.
    this.monitoring.assertTrusted();
    const malformed: RefusedFact[] = [];
    const checked = options.refused
      ? checkForms(facts, allianceId, ({ problem }, index) => malformed.push({ index, problem }))
      : checkForm(facts, allianceId);
    for (let attempt = 1; ; attempt++) {
      const atHand = attempt === 1;
      const refused = options.refused && [...malformed];
      const decision = new Decision(this.streams(atHand), checked, options.onProgress, refused);
      try {
        const decided = await decision.decide();
        if (atHand && refused && refused.length > malformed.length) continue;
        this.checkRevision(decision, checked, decided, options);
        const dryRun = options.dryRun === true || (refused !== undefined && refused.length > 0);
        const recorded = await this.append(decided, { ...options, dryRun });
        for (const each of refused ?? []) options.refused?.push(each);
        options.appends?.push(...decided.appends);
        return recorded;
      } catch (error) {
        // What is refused because of streams at hand is looked at again in the store, which may know more by now.
        const refused = error instanceof ProblemError && atHand;
        const outrun = error instanceof EventStoreError && error.code === 'version-conflict' && attempt < ATTEMPTS;
        if (!refused && !outrun) throw error;
      }
    }
  }

  private async append(decided: Decided, { dryRun, recordedAt }: RecordOptions): Promise<readonly RecordedFact[]> {
    const { appends, results } = decided;
    if (appends.length === 0 || dryRun) return results.map((result) => asRecorded(result, ''));
    if (recordedAt) return this.migrate(decided, recordedAt);
    const appended = await this.store.appendAll(appends);
    const { position, ends } = appended;
    await this.inFigures(position);
    this.assertOurs(appends, appended);
    const positions = appends.flatMap(({ events }, i) => events.map(() => String(ends[i])));
    return results.map((result) => ('repeat' in result ? result : asRecorded(result, positions.shift() as string)));
  }

  /** A read on this process sees what it answered for: where that can't be had in time, the answer says so. */
  private async inFigures(position: bigint): Promise<void> {
    if (!this.store.capabilities.shared) return this.monitoring.reached(position);
    if (await this.monitoring.reachedWithin(position, BACK_WITHIN_MS)) return;
    throw new ProblemError({
      code: 'position-not-reached',
      detail: `It is recorded at position ${position}, but the figures are at ${this.monitoring.position}: the event store is slow to answer, or away.`,
      extension: { recorded: String(position), position: String(this.monitoring.position) },
    });
  }

  /**
   * Two services may store an event of one id at once. A shared store takes the second for a repetition, whatever it
   * holds: what came back must be what was sent, or it is decided anew on what is there.
   */
  private assertOurs(appends: Decided['appends'], { ends, recordedAt }: Appended): void {
    for (const [i, { stream, events }] of appends.entries()) {
      const [ours, stored] = [events.at(-1), this.monitoring.takenLately(ends[i] as bigint)];
      if (!ours || stored?.eventId !== ours.eventId) continue;
      const same = stored.recordedAt === recordedAt && canonicalJson(stored.data) === canonicalJson(ours.data);
      if (same) continue;
      const message = `Another service has stored ${ours.eventId} in ${stream}.`;
      throw new EventStoreError('version-conflict', message, { stream, actual: stored.revision });
    }
  }

  /** Stores each fact as it was: an append of its own, a correction together with its retraction. */
  private async migrate(
    { appends, results }: Decided,
    recordedAt: readonly number[],
  ): Promise<readonly RecordedFact[]> {
    const single = appends.flatMap(({ stream, events, expectedRevision }) =>
      events.map((event, i) => ({ stream, events: [event], expectedRevision: revisionAfter(expectedRevision, i) })),
    );
    const groups: (typeof single)[] = [];
    for (const append of single) {
      const isCorrection = (append.events[0]?.metadata as { corrects?: string }).corrects !== undefined;
      if (isCorrection) groups.at(-1)?.push(append);
      else groups.push([append]);
    }
    let fact = 0;
    const stored = groups.map((group) => {
      fact += group.length;
      return this.store.appendAll(group, { recordedAt: recordedAt[fact - 1] as number });
    });
    const positions = (await Promise.all(stored)).flatMap(({ position }, i) => (groups[i] ?? []).map(() => position));
    await this.monitoring.reached(positions.at(-1) as bigint);
    return results.map((result, i) => asRecorded(result, String(positions[i])));
  }

  /** `If-Match`: someone who decided on an older state must look again; what is there already stays as answered. */
  private checkRevision(
    decision: Decision,
    [fact]: readonly (CheckedFact | undefined)[],
    { appends }: Decided,
    { ifRevision }: RecordOptions,
  ): void {
    if (ifRevision === undefined || fact === undefined || appends.length === 0) return;
    const actual = decision.revisionOf(fact.stream);
    if (actual === ifRevision) return;
    const revision = actual === 'no-stream' ? null : String(actual);
    throw new ProblemError({
      code: 'revision-stale',
      detail: `${fact.stream} is at revision ${revision ?? 'none'}, not ${String(ifRevision)}.`,
      extension: { revision },
      headers: revision === null ? {} : { etag: `"${revision}"` },
    });
  }

  private streams(atHand: boolean): StreamsAtHand {
    return {
      read: (stream) => (atHand ? this.monitoring.streamAtHand(stream) : this.store.readStream(stream)),
      // Appends come whole: once an event is in the figures, so are all that were appended with it.
      endOfAppend: async ({ position }: StoredEvent) => {
        await this.inFigures(position);
        return this.monitoring.model.log.endOfAppend(position);
      },
      holds: async (allianceId, eventId) => (await this.events.find(allianceId, eventId)).length > 0,
      today: (timeZone) => dayInZone(this.clock(), timeZone),
    };
  }
}

const revisionAfter = (expected: ExpectedRevision, events: number): ExpectedRevision => {
  if (events === 0) return expected;
  return expected === 'no-stream' ? BigInt(events - 1) : expected + BigInt(events);
};

function asRecorded(result: Decided['results'][number], position: string): RecordedFact {
  if ('repeat' in result) return result;
  const { eventId, stream, revision } = result;
  return { eventId, stream, position, revision: String(revision), repeat: false };
}
