// "What would this change?": decides facts as their commands would, and compares the figures without and with them.
// Nothing is stored.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { isoDate, type Day } from '../../../projections/calendar.js';
import { readIndicator } from '../../../projections/indicator.js';
import { milestoneStatuses } from '../../../projections/milestones.js';
import { eventDefinition } from '../../domain/events.js';
import { asStreamEvent } from '../../domain/timeline.js';
import type { StoredEvent, StreamAppend } from '../../event-store/event-store.js';
import type { AllianceView } from '../../monitoring/alliance-model.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import type { AssumedEvent } from '../../monitoring/read-model.js';
import { problemBody, ProblemError, problemTypes, type Problem } from '../../platform/problems.js';
import { PointsInTime } from '../../queries/point-in-time/point-in-time.js';
import { EventCorrector } from '../correct-event/correct-event.js';
import { FactRecorder } from '../facts/record-fact.js';
import { API_SOURCE } from '../offered.js';
import { RecordFacts, type OfferedFact } from '../record-facts/record-facts.command.js';
import type { RefusedFact } from '../record-facts/refused-facts.js';
import { NameCheck, type AlikeNames } from './name-check.js';
import type { AssumedFact, WhatIfRequest } from './what-if.request.js';

/** An indicator or milestone without and with the facts; null where the framework of the day hasn't got it. */
export interface Compared {
  readonly id: string;
  readonly title: string;
  readonly unit?: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface WhatIfAnswer {
  readonly alliance: string;
  readonly at: string;
  readonly month: number | null;
  /** Why a command would be refused: the problem, and which fact of the request (`in`, `index`) it is about. */
  readonly refused: readonly Record<string, unknown>[];
  /** With the facts that are not refused. */
  readonly indicators: readonly Compared[];
  readonly milestones: readonly Compared[];
  readonly likelyDuplicates: readonly AlikeNames[];
}

type WhatIfFigures = Pick<WhatIfAnswer, 'indicators' | 'milestones'>;

/** Where a fact stands in the request. */
interface Origin {
  readonly in: 'leaveOut' | 'assume';
  readonly index: number;
}
interface Refusal {
  readonly origin: Origin;
  readonly problem: Problem;
}
type Placed = OfferedFact & { readonly origin: Origin };

@Injectable()
export class WhatIf {
  constructor(
    private readonly commands: CommandBus,
    private readonly recorder: FactRecorder,
    private readonly corrector: EventCorrector,
    private readonly monitoring: Monitoring,
    private readonly points: PointsInTime,
    private readonly names: NameCheck,
  ) {}

  async answer(allianceId: string, { at, leaveOut = [], assume = [] }: WhatIfRequest): Promise<WhatIfAnswer> {
    const { at: day, month } = this.points.resolve(allianceId, at === undefined ? {} : { at });
    const refusals: Refusal[] = [];
    const facts = await this.facts(allianceId, leaveOut, assume, refusals);
    const appends = await this.decide(allianceId, facts, refusals);
    const likelyDuplicates = await this.names.alike(allianceId, facts);
    let figures: WhatIfFigures | undefined;
    while (!figures) figures = await this.compare(allianceId, day, appends);
    return {
      alliance: allianceId,
      at: isoDate(day),
      month,
      refused: refusals.map(({ origin, problem }) => ({ ...problemBody(problem), ...origin })),
      ...figures,
      likelyDuplicates,
    };
  }

  /** Undefined where something came into the figures meanwhile: nothing is laid upon part of a long append. */
  private async compare(
    allianceId: string,
    day: Day,
    appends: readonly StreamAppend[],
  ): Promise<WhatIfFigures | undefined> {
    const { model } = this.monitoring;
    const { position } = model;
    await this.monitoring.reached(position);
    const streams = await this.assumedStreams(appends);
    if (this.monitoring.model !== model || model.position !== position) return undefined;
    const served = model.alliance(allianceId)?.view();
    const assumed = model.assume(allianceId, streams)?.view();
    return {
      indicators: compared(indicatorsOf(served, day), indicatorsOf(assumed, day)),
      milestones: compared(milestonesOf(served, day), milestonesOf(assumed, day)),
    };
  }

  /** A retraction for each event to leave out, directly followed by the fact that corrects it; then the other facts. */
  private async facts(
    allianceId: string,
    leaveOut: readonly string[],
    assume: readonly AssumedFact[],
    refusals: Refusal[],
  ): Promise<Placed[]> {
    const ids = leaveOut.map((id) => id.toLowerCase());
    const corrections = new Map<string, Placed[]>(ids.map((id) => [id, []]));
    const others: Placed[] = [];
    for (const [index, fact] of assume.entries()) {
      await orRefused({ in: 'assume', index }, refusals, () => {
        const placed = this.place(allianceId, fact, index);
        (corrections.get(placed.corrects ?? '') ?? others).push(placed);
      });
    }
    const retractions: Placed[] = [];
    for (const [index, id] of ids.entries()) {
      const right = corrections.get(id) ?? [];
      // An event that is named twice is corrected once.
      corrections.set(id, []);
      const problem = await orRefused({ in: 'leaveOut', index }, refusals, async () => {
        const { stream, eventId } = await this.corrector.find(allianceId, id, right[0]?.stream);
        const data = { eventId, reason: 'What if' };
        const fact = { eventId: randomUUID(), stream, type: 'EventRetracted', data, metadata: { source: API_SOURCE } };
        retractions.push({ ...fact, origin: { in: 'leaveOut', index } }, ...right);
      });
      // What would correct an event that can't be left out can't be assumed either.
      if (problem) refusals.push(...right.map(({ origin }) => ({ origin, problem })));
    }
    return [...retractions, ...others];
  }

  private place(allianceId: string, { type, id, data, corrects }: AssumedFact, index: number): Placed {
    if (!eventDefinition(type)) {
      throw new ProblemError({
        code: 'unknown-event-type',
        detail: `There is no event type "${type}".`,
        errors: [{ field: 'type', code: 'unknown-event-type', detail: `There is no event type "${type}".` }],
      });
    }
    const eventId = randomUUID();
    const placed = this.recorder.place(allianceId, type, { eventId, data }, id);
    const corrected = corrects === undefined ? {} : { corrects: corrects.toLowerCase() };
    return {
      eventId,
      type,
      ...placed,
      ...corrected,
      metadata: { source: API_SOURCE },
      origin: { in: 'assume', index },
    };
  }

  /** What would be stored, without the facts that are refused: those are put to `refusals`. */
  private async decide(allianceId: string, facts: readonly Placed[], refusals: Refusal[]): Promise<StreamAppend[]> {
    const refused: RefusedFact[] = [];
    const appends: StreamAppend[] = [];
    const offered = facts.map(({ origin: _origin, ...fact }) => fact);
    await this.commands.execute(new RecordFacts(allianceId, offered, { dryRun: true, refused, appends }));
    for (const { index, problem } of refused) refusals.push({ origin: (facts[index] as Placed).origin, problem });
    return appends;
  }

  private async assumedStreams(appends: readonly StreamAppend[]): Promise<Map<string, AssumedEvent[]>> {
    const streams = new Map<string, AssumedEvent[]>();
    for (const { stream, events } of appends) {
      const assumed = streams.get(stream) ?? (await this.recordedIn(stream));
      streams.set(stream, [...assumed, ...events.map(asStreamEvent)]);
    }
    return streams;
  }

  /** Those that are in the figures, which is where the assumed ones are laid upon. */
  private async recordedIn(stream: string): Promise<AssumedEvent[]> {
    const events = await this.monitoring.streamAtHand(stream);
    return events.filter(({ position }) => position <= this.monitoring.position).map(asAssumed);
  }
}

function asAssumed(event: StoredEvent): AssumedEvent {
  return { ...asStreamEvent(event), position: event.position };
}

/** Runs what may be refused; a refusal is put to the others, and answered, anything else is thrown on. */
async function orRefused(
  origin: Origin,
  refusals: Refusal[],
  work: () => void | Promise<void>,
): Promise<Problem | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof ProblemError) || problemTypes[error.problem.code].status >= 500) throw error;
    refusals.push({ origin, problem: error.problem });
    return error.problem;
  }
}

interface Figure {
  readonly id: string;
  readonly title: string;
  readonly unit?: string;
  readonly figure: unknown;
}

function indicatorsOf(view: AllianceView | undefined, at: Day): Figure[] {
  return (view?.framework.at(at)?.indicators ?? []).map((indicator) => {
    const reading = readIndicator(view as AllianceView, indicator, at);
    const { id, title, unit, value, companions, status } = reading;
    return { id, title, unit, figure: { value, companions, status } };
  });
}

function milestonesOf(view: AllianceView | undefined, at: Day): Figure[] {
  if (!view) return [];
  const titles = new Map(view.framework.at(at)?.milestones.map(({ id, title }) => [id, title]));
  return milestoneStatuses(view, at).map(({ id, status }) => ({ id, title: titles.get(id) ?? id, figure: { status } }));
}

function compared(before: readonly Figure[], after: readonly Figure[]): Compared[] {
  const ids = new Set([...before, ...after].map(({ id }) => id));
  return [...ids].map((id) => {
    const [was, is] = [before, after].map((figures) => figures.find((each) => each.id === id));
    const { figure: _figure, ...head } = (is ?? was) as Figure;
    return { ...head, before: was?.figure ?? null, after: is?.figure ?? null };
  });
}
