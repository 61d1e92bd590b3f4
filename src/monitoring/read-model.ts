// The read model: everything that figures are computed from, made of the log alone, event by event in log order.
import { contributions } from '../../projections/index.js';
import { surveyOf, type Survey } from '../../projections/i5-satisfaction.js';
import type { Contributions, FactOf, Step } from '../../projections/measure.js';
import type { AllianceEvent } from '../domain/alliance/alliance.events.js';
import { ID_PATTERN, parseStreamName, type Category, type StreamName } from '../domain/categories.js';
import { EVENT_TYPES } from '../domain/events.js';
import type { FrameworkEvent } from '../domain/framework/framework.events.js';
import type { SurveyEvent } from '../domain/survey/survey.events.js';
import { correctedBy, effectiveFacts, isPlain, type Fact, type StreamEvent } from '../domain/timeline.js';
import { hashAfter } from '../event-store/chain.js';
import { GENESIS_HASH, type StoredEvent } from '../event-store/event-store.js';
import { AllianceModel, type AllianceProfile, type Definition } from './alliance-model.js';
import { grown, resized, used } from './columns.js';
import { EventIds, type EventIdsState } from './event-ids.js';
import { LogIndex, type LogIndexState } from './log-index.js';
import { KNOWN_CELL } from './step-ledger.js';
import { StepTable, type StepTableState } from './step-table.js';
import { StringTable, type StringTableState } from './string-table.js';

/** Reads the first events of a stream; used when the events of an older stream are no longer at hand. */
export type ReadStream = (stream: string, limit: number) => Promise<readonly StoredEvent[]>;

/** Data that is invented for a newcomer to look at comes from this source. */
export const EXAMPLE_SOURCE = 'urn:alliance-kpi:example';

/** Events of streams that are kept at hand, so that a stream's next event needs no reading. */
const KEPT_EVENTS = 50_000;
const NO_ROW = -1;
const TYPE_NUMBERS: ReadonlyMap<string, number> = new Map(EVENT_TYPES.map((type, number) => [type, number]));

/** An event that can't be projected: the log holds something that this version doesn't understand. */
export class PoisonEventError extends Error {
  constructor(
    readonly position: bigint,
    cause: unknown,
  ) {
    super(
      `The event at position ${position} can't be projected: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
    this.name = 'PoisonEventError';
  }
}

/** An event that a stream holds, or is assumed to hold: then it has no position. */
export interface AssumedEvent extends StreamEvent {
  readonly position?: bigint;
}

interface NumberedEvent extends StreamEvent {
  /** How many events of the log come before it. */
  readonly ordinal: number;
}

/** What the streams have in common whose names differ in their last id alone: worked out once, not for each event. */
interface Family {
  readonly category: Category;
  readonly allianceId: string;
  readonly number: number;
  readonly alliance: AllianceModel;
  readonly contributions: Contributions | undefined;
  readonly table: StepTable;
  /** Whether an id follows. */
  readonly hasId: boolean;
}

/** Of these, the last id says more than which stream it is. */
const WITHOUT_FAMILY = new Set<Category>(['measurement', 'month']);

/** So many events of an append are still to come that it is worth waiting with its stream. */
const MANY = 10;

/** What these say besides facts, each event says for itself. */
const DEFINING = new Set<Category>(['alliance', 'framework', 'survey']);

export class ReadModel {
  readonly log = new LogIndex();
  readonly streams = new StringTable();
  readonly eventIds = new EventIds();
  readonly alliances: AllianceModel[] = [];
  /** Chain hash of the last event taken in. */
  hash = GENESIS_HASH;
  private readonly allianceNumbers = new Map<string, number>();
  private readonly families = new Map<string, Family>();
  /** Of each stream, the newest row of its steps. */
  private lastRows: Int32Array = new Int32Array(16);
  private readonly kept = new Map<number, NumberedEvent[]>();
  private keptInOrder: number[] = [];
  /** Where in that order the oldest kept one stands. */
  private keptFrom = 0;
  private keptEvents = 0;

  constructor(private readonly readStream: ReadStream) {}

  get position(): bigint {
    return this.log.positionOf(this.log.count);
  }

  alliance(allianceId: string): AllianceModel | undefined {
    const number = this.allianceNumbers.get(allianceId);
    return number === undefined ? undefined : this.alliances[number];
  }

  allianceNumber(allianceId: string): number | undefined {
    return this.allianceNumbers.get(allianceId);
  }

  /** Whether an event is the last one that was taken in, as far as can be told without reading on. */
  isLast(event: StoredEvent | undefined): boolean {
    return event?.position === this.position && this.eventIds.candidates(event.eventId).includes(this.log.count - 1);
  }

  typeNumber(type: string): number | undefined {
    return TYPE_NUMBERS.get(type);
  }

  /** Whether any event is of a type. */
  holds(type: string): boolean {
    const number = this.typeNumber(type);
    return number !== undefined && this.log.holds(number);
  }

  /** Makes room for a log of so many events: growing by and by would copy all of it again and again. */
  reserve(events: number): void {
    this.log.reserve(events);
    this.eventIds.reserve(events);
    this.streams.reserve(events);
  }

  /** Takes in events that follow the last one, in log order. Throws PoisonEventError, and then must not be used on. */
  async apply(events: readonly StoredEvent[]): Promise<void> {
    let { position } = this;
    // Where the store keeps no chain, it is computed here, event by event.
    const unchained = events[0]?.hash === undefined;
    for (const [i, event] of events.entries()) {
      if (event.position <= position) continue;
      const goesOn = event.remaining >= MANY && events[i + 1]?.stream === event.stream;
      try {
        // Only a stream that is no longer at hand needs waiting for: a promise for each event would halve the speed.
        const reading = this.take(event, goesOn);
        if (reading) await reading;
      } catch (error) {
        throw new PoisonEventError(event.position, error);
      }
      ({ position } = event);
      if (unchained) this.hash = hashAfter(this.hash, event);
    }
    const last = events.at(-1);
    if (last?.hash !== undefined && last.position === position) this.hash = last.hash;
  }

  /**
   * An alliance as it would be if these streams of it held these events, good until the next event is recorded.
   * Nothing that is served changes; undefined where there is no such alliance.
   */
  assume(allianceId: string, streams: ReadonlyMap<string, readonly AssumedEvent[]>): AllianceModel | undefined {
    const names = [...streams.keys()];
    const firstNew = this.streams.size;
    const assumed = this.alliance(allianceId)?.copy((stream) =>
      stream < firstNew ? this.streams.name(stream) : (names[stream - firstNew] as string),
    );
    if (!assumed) return undefined;
    let next = this.log.count;
    for (const [name, events] of streams) {
      const parsed = parseStreamName(name);
      if (!parsed) continue;
      const { category } = parsed;
      const known = this.streams.find(name);
      const stream = known === -1 ? firstNew + names.indexOf(name) : known;
      const numbered = events.map((event): NumberedEvent => {
        const { eventId, type, data, corrects, position } = event;
        const ordinal = position === undefined ? next++ : this.log.countThrough(position) - 1;
        return { eventId, type, data, corrects, ordinal };
      });
      const facts: readonly Fact[] = effectiveFacts(numbered, ordinalOf);
      const steps = stepsOf(contributions.get(category), facts, allianceId);
      const lastRow = known === -1 ? NO_ROW : (this.lastRows[known] as number);
      assumed.table(sourceOf(parsed)).replace(stream, lastRow, steps, next - 1);
      this.define(assumed, { metadata: {} }, category, stream, facts, next - 1);
    }
    return assumed;
  }

  /** The model in parts, sharing memory with it: write them out before the next event. */
  *save(): Generator<unknown> {
    const { hash } = this;
    yield { hash, streams: this.streams.save(), lastRows: used(this.lastRows, this.streams.size) };
    yield { log: this.log.save(), eventIds: this.eventIds.save(this.log.count) };
    for (const { allianceId, profiles, frameworks, surveys, tables } of this.alliances) {
      const definitions = { profiles: profiles.all, frameworks: frameworks.all, surveys: surveys.all };
      yield { allianceId, definitions, tables: tables.size };
      for (const [key, table] of tables) yield { key, table: table.save() };
    }
  }

  /** Takes over a model that `save` gave; only on an empty one. */
  load(parts: readonly unknown[]): void {
    const [names, index, ...rest] = parts as [SavedNames, SavedIndex, ...unknown[]];
    this.hash = names.hash;
    this.streams.load(names.streams);
    this.lastRows = names.lastRows;
    this.log.load(index.log);
    this.eventIds.load(index.eventIds);
    for (let i = 0; i < rest.length;) {
      const { allianceId, definitions, tables } = rest[i++] as SavedAlliance;
      const alliance = this.alliances[this.internAlliance(allianceId)] as AllianceModel;
      alliance.profiles.all.push(...definitions.profiles);
      alliance.frameworks.all.push(...definitions.frameworks);
      alliance.surveys.all.push(...definitions.surveys);
      for (const { key, table } of rest.slice(i, i + tables) as SavedTable[]) {
        const loaded = new StepTable();
        loaded.load(table);
        alliance.tables.set(key, loaded);
      }
      i += tables;
    }
  }

  /** `goesOn`: whether the next of many events is one of the same stream and append, of which nobody knows a part. */
  private take(event: StoredEvent, goesOn: boolean): Promise<void> | undefined {
    const type = TYPE_NUMBERS.get(event.type);
    const family = this.familyOf(event.stream);
    if (type === undefined || family === undefined) throw new Error(`no such event: ${event.type} in ${event.stream}`);
    const stream = this.internStream(event.stream);
    // Thousands of facts of one stream at once are gone through once, and not again for each of them.
    const waits = goesOn && family.contributions?.isByFact !== true && !DEFINING.has(family.category);
    if (event.revision === 0n) {
      const events = [this.number(event, family, type, stream)];
      if (family.category !== 'answer') this.keep(stream, events);
      if (!waits) this.project(event, family, stream, events);
      return undefined;
    }
    const kept = this.kept.get(stream);
    if (kept) {
      kept.push(this.number(event, family, type, stream));
      this.keptEvents++;
      if (!waits) this.project(event, family, stream, kept);
      return undefined;
    }
    // Nobody may know of the event before the rest of its stream is read: what is known is in the figures.
    return this.reread(event).then((events) => {
      events.push(this.number(event, family, type, stream));
      this.keep(stream, events);
      this.project(event, family, stream, events);
    });
  }

  private number(event: StoredEvent, { number }: Family, type: number, stream: number): NumberedEvent {
    const ordinal = this.log.add(event, number, type, stream);
    this.eventIds.add(event.eventId, ordinal);
    return numberedEvent(event, ordinal);
  }

  private project(event: StoredEvent, family: Family, stream: number, events: readonly NumberedEvent[]): void {
    const { category, allianceId, alliance, table, contributions } = family;
    const newest = events[events.length - 1] as NumberedEvent;
    const { ordinal } = newest;
    const lastRow = this.lastRows[stream] as number;
    // A stream of thousands of reported values isn't gone through for each of them.
    const addsOnly = contributions?.isByFact === true && isPlain(newest);
    const facts: readonly Fact[] = effectiveFacts(addsOnly ? [newest] : events, ordinalOf);
    const steps = stepsOf(contributions, facts, allianceId);
    this.lastRows[stream] = addsOnly
      ? table.append(stream, lastRow, steps, ordinal)
      : table.replace(stream, lastRow, steps, ordinal);
    this.define(alliance, event, category, stream, facts, ordinal);
    alliance.changed();
  }

  private define(
    alliance: AllianceModel,
    event: Pick<StoredEvent, 'metadata'>,
    category: Category,
    stream: number,
    facts: readonly Fact[],
    ordinal: number,
  ): void {
    if (category === 'survey') {
      alliance.surveys.replace(stream, surveyOf(facts as readonly FactOf<SurveyEvent>[]), ordinal);
    } else if (category === 'framework') {
      alliance.frameworks.replace(stream, facts as readonly FactOf<FrameworkEvent>[], ordinal);
    } else if (category === 'alliance') {
      const established = (facts as readonly FactOf<AllianceEvent>[]).find(isEstablished);
      // The profile before, also where its retraction came in between: a correction doesn't make invented data real.
      const before = alliance.profiles.all.at(-1)?.value;
      const example = before?.example ?? (event.metadata as { source?: unknown }).source === EXAMPLE_SOURCE;
      alliance.profiles.replace(stream, established && { ...established.event.data, example }, ordinal);
    }
  }

  /** The events of a stream before one of it. */
  private async reread({ stream, revision }: StoredEvent): Promise<NumberedEvent[]> {
    const earlier = await this.readStream(stream, Number(revision));
    if (BigInt(earlier.length) !== revision)
      throw new Error(`${earlier.length} of the ${revision} events before it in ${stream} can be read`);
    return earlier.map((each) => numberedEvent(each, this.log.countThrough(each.position) - 1));
  }

  /** Those that came first go first: a stream that is active for long is read again now and then. */
  private keep(stream: number, events: NumberedEvent[]): void {
    this.kept.set(stream, events);
    this.keptInOrder.push(stream);
    this.keptEvents += events.length;
    while (this.keptEvents > KEPT_EVENTS) {
      const oldest = this.keptInOrder[this.keptFrom++] as number;
      this.keptEvents -= this.kept.get(oldest)?.length ?? 0;
      this.kept.delete(oldest);
    }
    if (this.keptFrom > KEPT_EVENTS) {
      this.keptInOrder = this.keptInOrder.slice(this.keptFrom);
      this.keptFrom = 0;
    }
  }

  private internStream(name: string): number {
    const known = this.streams.size;
    const stream = this.streams.intern(name);
    if (stream < known) return stream;
    if (stream === this.lastRows.length) this.lastRows = resized(this.lastRows, grown(stream));
    this.lastRows[stream] = NO_ROW;
    return stream;
  }

  /** Undefined where no stream can have the name. */
  private familyOf(name: string): Family | undefined {
    const dot = name.lastIndexOf('.');
    const head = dot === -1 ? name : name.slice(0, dot);
    const known = this.families.get(head);
    if (known && (dot === -1 ? !known.hasId : known.hasId && ID_PATTERN.test(name.slice(dot + 1)))) return known;
    const parsed = parseStreamName(name);
    if (!parsed) return undefined;
    const { category, allianceId } = parsed;
    const number = this.internAlliance(allianceId);
    const alliance = this.alliances[number] as AllianceModel;
    const table = alliance.table(sourceOf(parsed));
    const family = { category, allianceId, number, alliance, table, hasId: dot !== -1 };
    const whole: Family = { ...family, contributions: contributions.get(category) };
    if (!WITHOUT_FAMILY.has(category)) this.families.set(head, whole);
    return whole;
  }

  private internAlliance(allianceId: string): number {
    let number = this.allianceNumbers.get(allianceId);
    if (number === undefined) {
      number = this.alliances.length;
      this.allianceNumbers.set(allianceId, number);
      this.alliances.push(new AllianceModel(allianceId, this.log, (stream) => this.streams.name(stream)));
    }
    return number;
  }
}

interface SavedNames {
  readonly hash: string;
  readonly streams: StringTableState;
  readonly lastRows: Int32Array;
}
interface SavedIndex {
  readonly log: LogIndexState;
  readonly eventIds: EventIdsState;
}
interface SavedAlliance {
  readonly allianceId: string;
  readonly tables: number;
  readonly definitions: {
    readonly profiles: Definition<AllianceProfile>[];
    readonly frameworks: Definition<readonly FactOf<FrameworkEvent>[]>[];
    readonly surveys: Definition<Survey>[];
  };
}
interface SavedTable {
  readonly key: string;
  readonly table: StepTableState;
}

const isEstablished = (
  fact: FactOf<AllianceEvent>,
): fact is FactOf<Extract<AllianceEvent, { type: 'AllianceEstablished' }>> => fact.event.type === 'AllianceEstablished';

function numberedEvent(event: StoredEvent, ordinal: number): NumberedEvent {
  const { eventId, type, data } = event;
  // Only after a retraction in its stream can an event correct one: the first of a stream needs no look.
  const corrects = event.revision === 0n ? undefined : correctedBy(event.metadata);
  return { eventId, type, data, ordinal, corrects };
}

const ordinalOf = ({ ordinal }: NumberedEvent): number => ordinal;

/** The part of a category that a stream's steps are summed in: answers by survey, measurements by indicator. */
export function sourceOf({ category, id }: StreamName): { category: Category; partition?: string } {
  return (category === 'answer' || category === 'measurement') && id !== undefined
    ? { category, partition: id }
    : { category };
}

/** The steps of a stream; at least one where anything is known of it. */
function stepsOf(made: Contributions | undefined, facts: readonly Fact[], allianceId: string): Step[] {
  const steps = made?.steps(facts, allianceId) ?? [];
  return made?.isByFact ? steps : withKnown(steps, facts);
}

/** Adds the cell that tells that something is known, on the day of the stream's first fact. */
function withKnown(steps: Step[], facts: readonly Fact[]): Step[] {
  const [first] = facts;
  if (!first) return steps;
  for (const step of steps) {
    if (step.by !== first || step.on !== first.on || step.amount !== 1) continue;
    step.cells.push(KNOWN_CELL);
    return steps;
  }
  steps.push({ on: first.on, cells: [KNOWN_CELL], amount: +1, by: first });
  return steps;
}
