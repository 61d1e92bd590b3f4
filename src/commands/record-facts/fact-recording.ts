// Decides the facts of a request on what their streams hold, appends them, and waits for the figures.
import { Inject, Injectable } from '@nestjs/common';
import { dayInZone } from '../../../projections/calendar.js';
import { canonicalJson } from '../../event-store/canonical-json.js';
import {
  EventStoreError,
  type Appended,
  type EventStore,
  type StoredEvent,
  type StreamAppend,
} from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { EventLookup } from '../../monitoring/event-lookup.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { Holds } from '../../platform/holds.js';
import { ProblemError } from '../../platform/problems.js';
import { assertReached } from '../../queries/position-reached.js';
import { Decision, type DecisionOptions, type StreamsAtHand } from './decision.js';
import type { Facts } from './facts.js';
import { RefusedFacts } from './refused-facts.js';

/** How often a decision is taken anew when another writer was faster. */
const ATTEMPTS = 10;
/** How long a shared store may take to bring back what it has just stored: the caller must be answered. */
const BACK_WITHIN_MS = 2_000;

interface Deciding<T> extends Omit<DecisionOptions, 'refused'> {
  readonly facts: Facts;
  /** The streams of a short request: it waits for those who hold one, as another was faster than they before. */
  readonly streams?: readonly string[];
  /** Look at all facts, and tell of so many that are refused why; without it the first refusal is thrown. */
  readonly mostTold?: number | undefined;
  /** Stores what was decided; where another writer was faster, all of it is done again. */
  readonly store: (decision: Decision, refused: RefusedFacts) => Promise<T>;
}

/** What was stored, or the streams in which another writer may have been faster: it is to be decided anew. */
type Outcome<T> = { readonly stored: T } | { readonly outrunIn: readonly string[] };
const REFUSED_AT_HAND = { outrunIn: [] };

@Injectable()
export class FactRecording {
  /** Streams of requests that another writer outran: nobody here outruns them again. */
  private readonly holds = new Holds();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly monitoring: Monitoring,
    private readonly events: EventLookup,
  ) {}

  /**
   * Decides facts on what their streams hold, and has them stored. First on streams at hand; a refusal by those is looked
   * at again in the store, which may know more by now, and what another writer outran is decided anew, while others here
   * wait for it. Throws a ProblemError for the first refused fact, unless all are to be told, and whatever `store` throws.
   */
  async decide<T>(deciding: Deciding<T>): Promise<T> {
    await this.holds.free(deciding.streams ?? []);
    let outrunIn: readonly string[] = [];
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.holds
        .holding(outrunIn, () => this.attempt(deciding, attempt))
        .catch((error: unknown) => {
          // Each must be answered in time, also where it is that the store is away.
          if (isAway(error)) this.holds.letAllGo();
          throw error;
        });
      if ('stored' in outcome) return outcome.stored;
      ({ outrunIn } = outcome);
    }
  }

  private async attempt<T>({ facts, mostTold, store, ...options }: Deciding<T>, attempt: number): Promise<Outcome<T>> {
    const atHand = attempt === 1;
    const refused = new RefusedFacts(mostTold);
    const tells = mostTold === undefined ? undefined : refused;
    const decision = new Decision(this.streams(atHand), facts, { ...options, refused: tells });
    const outrun = (error: unknown): Outcome<T> => {
      if (!isOutrun(error, attempt)) throw error;
      const { stream } = error.details;
      return { outrunIn: stream === undefined ? decision.streamsOffered : [...decision.streamsOffered, stream] };
    };
    try {
      await decision.decide();
    } catch (error) {
      return atHand && error instanceof ProblemError ? REFUSED_AT_HAND : outrun(error);
    }
    if (atHand && refused.indexes.length > 0) return REFUSED_AT_HAND;
    try {
      return { stored: await store(decision, refused) };
    } catch (error) {
      return outrun(error);
    }
  }

  /** Stores what was decided as one append. */
  async append(appends: Iterable<StreamAppend>): Promise<Appended> {
    const appended = await this.store.appendAll(appends);
    await this.inFigures(appended.position);
    if (this.store.capabilities.shared) this.assertOurs(appends, appended);
    return appended;
  }

  /** A read on this process sees what it answered for: where that can't be had in time, the answer says so. */
  private async inFigures(position: bigint): Promise<void> {
    if (!this.store.capabilities.shared) return this.monitoring.reached(position);
    await assertReached(this.monitoring, position, {
      withinMs: BACK_WITHIN_MS,
      detail: (at) =>
        `It is recorded at position ${position}, but the figures are at ${at}: the event store is slow to answer, or away.`,
      extension: { recorded: String(position) },
    });
  }

  /**
   * Two services may store an event of one id at once. A shared store takes the second for a repetition, whatever it
   * holds: what came back must be what was sent, or it is decided anew on what is there.
   */
  private assertOurs(appends: Iterable<StreamAppend>, { ends, recordedAt }: Appended): void {
    let i = 0;
    for (const { stream, events } of appends) {
      const [ours, stored] = [events.at(-1), this.monitoring.takenLately(ends[i++] as bigint)];
      if (!ours || stored?.eventId !== ours.eventId) continue;
      const same = stored.recordedAt === recordedAt && canonicalJson(stored.data) === canonicalJson(ours.data);
      if (same) continue;
      const message = `Another service has stored ${ours.eventId} in ${stream}.`;
      throw new EventStoreError('version-conflict', message, { stream, actual: stored.revision });
    }
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

/** Whether another writer was faster, with an attempt left: while it was stored, or a stream read again in a long request. */
function isOutrun(error: unknown, attempt: number): error is EventStoreError {
  return error instanceof EventStoreError && error.code === 'version-conflict' && attempt < ATTEMPTS;
}

/** Whether the store doesn't answer, or doesn't tell in time what it holds. */
function isAway(error: unknown): boolean {
  if (error instanceof ProblemError) return error.problem.code === 'position-not-reached';
  return error instanceof EventStoreError && (error.code === 'unavailable' || error.code === 'outcome-unknown');
}
