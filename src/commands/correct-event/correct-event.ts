// Takes a recorded event back, puts the right one in its place, or adds evidence to it.
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { parseStreamName, type StreamName } from '../../domain/categories.js';
import { eventDefinition, idsInData, type EventDefinition } from '../../domain/events.js';
import type { EventStore, StoredEvent } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { EventLookup } from '../../monitoring/event-lookup.js';
import { uuidOfName } from '../../platform/name-uuid.js';
import { ProblemError } from '../../platform/problems.js';
import { PointsInTime } from '../../queries/point-in-time/point-in-time.js';
import type { Offered } from '../offered.js';
import { RecordFacts, type OfferedFact, type RecordedFact } from '../record-facts/record-facts.command.js';
import type { CorrectionRequest, EvidenceRequest, RetractionRequest } from './correct-event.request.js';

@Injectable()
export class EventCorrector {
  constructor(
    private readonly commands: CommandBus,
    private readonly events: EventLookup,
    private readonly points: PointsInTime,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async retract(
    allianceId: string,
    eventId: string,
    { stream, reason }: RetractionRequest,
    offered: Offered,
  ): Promise<RecordedFact> {
    const event = await this.find(allianceId, eventId, stream);
    return this.record(allianceId, offered, [
      { ...offered, stream: event.stream, type: 'EventRetracted', data: { eventId: event.eventId, reason } },
    ]);
  }

  /** One append of the retraction and the right event, which keeps the place of the one it corrects. */
  async correct(
    allianceId: string,
    eventId: string,
    { stream, reason, data }: CorrectionRequest,
    offered: Offered,
  ): Promise<RecordedFact> {
    const event = await this.find(allianceId, eventId, stream);
    const definition = eventDefinition(event.type) as EventDefinition;
    if (definition.effectiveField === undefined) {
      const detail = "A retraction can't be corrected: record the fact again.";
      throw new ProblemError({ code: 'retraction-of-retraction', detail });
    }
    const retraction = {
      ...offered,
      eventId: uuidOfName('retraction', offered.eventId),
      stream: event.stream,
      type: 'EventRetracted',
      data: { eventId: event.eventId, reason },
    };
    const right = {
      ...offered,
      stream: event.stream,
      type: event.type,
      data: { ...idsInData(definition, parseStreamName(event.stream) as StreamName), ...data },
      corrects: event.eventId,
    };
    return this.record(allianceId, offered, [retraction, right]);
  }

  async prove(
    allianceId: string,
    eventId: string,
    { stream, evidence, addedOn }: EvidenceRequest,
    offered: Offered,
  ): Promise<RecordedFact> {
    const event = await this.find(allianceId, eventId, stream);
    const day = addedOn ?? (await this.dayOfRepeat(event.stream, offered.eventId)) ?? this.points.today(allianceId);
    const data = { eventId: event.eventId, evidence, addedOn: day };
    return this.record(allianceId, offered, [{ ...offered, stream: event.stream, type: 'EvidenceAdded', data }]);
  }

  private async record(
    allianceId: string,
    { ifRevision }: Offered,
    facts: readonly OfferedFact[],
  ): Promise<RecordedFact> {
    const recorded = await this.commands.execute(new RecordFacts(allianceId, facts, { ifRevision }));
    return recorded.at(-1) as RecordedFact;
  }

  /** The event of that id; throws where there is none, or several streams hold one and none is named. */
  async find(allianceId: string, eventId: string, stream: string | undefined): Promise<StoredEvent> {
    const found = await this.events.find(allianceId, eventId.toLowerCase());
    const [event, other] = stream === undefined ? found : found.filter((each) => each.stream === stream);
    if (event && !other) return event;
    const streams = found.map((each) => each.stream);
    if (event) {
      const detail = `Several streams hold an event ${eventId}: ${streams.join(', ')}.`;
      throw new ProblemError({ code: 'event-id-ambiguous', detail, extension: { streams } });
    }
    if (streams.length > 0) {
      throw new ProblemError({
        code: 'event-of-another-stream',
        detail: `The event ${eventId} is in ${streams.join(', ')}.`,
        extension: { streams },
      });
    }
    // Where there is no such alliance, it says so.
    this.points.alliance(allianceId);
    throw new ProblemError({ code: 'event-unknown', detail: `The alliance "${allianceId}" has no event ${eventId}.` });
  }

  /** Evidence that was added under this id before keeps its day, whenever the request is repeated. */
  private async dayOfRepeat(stream: string, eventId: string): Promise<string | undefined> {
    const first = (await this.store.readStream(stream)).find((event) => event.eventId === eventId);
    return (first?.data as { addedOn?: string } | undefined)?.addedOn;
  }
}
