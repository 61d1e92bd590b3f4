// A log in memory for specs: facts are judged as a request's are, numbered, and read into a real read model.
import { streamName } from '../src/domain/categories.js';
import { judge } from '../src/domain/judge.js';
import { checkReference, referencedStream } from '../src/domain/references.js';
import { effectiveFacts, type StreamEvent } from '../src/domain/timeline.js';
import { checkData } from '../src/domain/validation.js';
import type { StoredEvent } from '../src/event-store/event-store.js';
import { ReadModel } from '../src/monitoring/read-model.js';
import type { ProjectCalendar } from './calendar.js';
import type { SpokenFact } from './facts.fixture.js';

/** What is recorded in one append: a fact, or several that are judged together. */
export type Recording = SpokenFact | readonly SpokenFact[];

const FIRST_RECORDED_AT = Date.parse('2024-01-01T00:00:00Z');
const MINUTE = 60_000;
/** Not checked: facts have readable ids here, where a request's are UUIDs. */
const SPEAKS_OF_A_FACT = new Set(['EventRetracted', 'EvidenceAdded']);

export class Recorder {
  readonly log: StoredEvent[] = [];
  /** How many events the log held after each append. */
  readonly appends: number[] = [];
  private readonly streams = new Map<string, StoredEvent[]>();

  constructor(
    private readonly calendar: ProjectCalendar,
    private readonly allianceId = 'lcamp',
  ) {}

  /** Appends facts as one request; throws where the domain refuses it. */
  append(recording: Recording): readonly StoredEvent[] {
    const refusal = this.refusalOf(recording);
    if (refusal !== undefined) throw new Error(refusal);
    return this.store([recording].flat());
  }

  /** Appends facts as one request where the domain accepts it; says whether it did. */
  offer(recording: Recording): boolean {
    const isAccepted = this.refusalOf(recording) === undefined;
    if (isAccepted) this.store([recording].flat());
    return isAccepted;
  }

  readonly readStream = (stream: string, limit = Infinity): Promise<readonly StoredEvent[]> =>
    Promise.resolve(this.stream(stream).slice(0, limit));

  stream(name: string): readonly StoredEvent[] {
    return this.streams.get(name) ?? [];
  }

  /** A read model of what was recorded, taken in page by page. */
  async model(page = Infinity): Promise<ReadModel> {
    const model = new ReadModel(this.readStream);
    for (let from = 0; from < this.log.length; from += page) await model.apply(this.log.slice(from, from + page));
    return model;
  }

  private refusalOf(recording: Recording): string | undefined {
    const facts = [recording].flat();
    for (const stream of new Set(facts.map((fact) => this.nameOf(fact)))) {
      const stored = this.stream(stream).map(asStreamEvent);
      const offered = facts.filter((fact) => this.nameOf(fact) === stream);
      const [{ category }] = offered as [SpokenFact];
      const refusal = judge(category, stored, offered.map(asStreamEvent), this.calendar);
      if (refusal) return `${String(refusal.eventId)}: ${refusal.code}: ${refusal.detail}`;
    }
    for (const fact of facts) {
      const referenced = referencedStream(fact, this.allianceId);
      if (referenced === undefined) continue;
      const refusal = checkReference(fact, effectiveFacts(this.stream(referenced).map(asStreamEvent)));
      if (refusal) return `${fact.eventId}: ${refusal.code}: ${refusal.detail}`;
    }
    return undefined;
  }

  private store(facts: readonly SpokenFact[]): readonly StoredEvent[] {
    const recordedAt = FIRST_RECORDED_AT + this.appends.length * MINUTE;
    const stored = facts.map((fact, i): StoredEvent => {
      const checked = SPEAKS_OF_A_FACT.has(fact.type)
        ? { ok: true as const, data: fact.data }
        : checkData(fact.type, fact.data);
      if (!checked.ok) throw new Error(`${fact.eventId}: ${checked.faults.map(({ detail }) => detail).join(' ')}`);
      const stream = this.nameOf(fact);
      const event: StoredEvent = {
        eventId: fact.eventId,
        type: fact.type,
        data: checked.data,
        metadata: fact.corrects === undefined ? {} : { corrects: fact.corrects },
        schemaVersion: 1,
        stream,
        revision: BigInt(this.stream(stream).length),
        position: BigInt(this.log.length + 1),
        recordedAt,
        remaining: facts.length - 1 - i,
        hash: `hash of event ${this.log.length + 1}`,
      };
      this.log.push(event);
      this.streams.set(stream, [...this.stream(stream), event]);
      return event;
    });
    this.appends.push(this.log.length);
    return stored;
  }

  private nameOf({ category, ids }: SpokenFact): string {
    return streamName(category, this.allianceId, ...ids);
  }
}

function asStreamEvent(event: StoredEvent | SpokenFact): StreamEvent {
  const { eventId, type, data } = event;
  const corrects = 'metadata' in event ? (event.metadata as { corrects?: string }).corrects : event.corrects;
  return { eventId, type, data, ...(corrects === undefined ? {} : { corrects }) };
}
