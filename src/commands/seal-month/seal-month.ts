// Seals a month's report: builds it from all that is known, and records what it stands on and the checksum of each file.
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { isoDate } from '../../../projections/calendar.js';
import { month as monthDecider } from '../../domain/month/month.decider.js';
import type { MonthEvent } from '../../domain/month/month.events.js';
import { asStreamEvent, effectiveFacts } from '../../domain/timeline.js';
import type { EventStore, StoredEvent } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { ProblemError } from '../../platform/problems.js';
import { PointsInTime } from '../../queries/point-in-time/point-in-time.js';
import { assertReached } from '../../queries/position-reached.js';
import { monthStream } from '../../reporting/alliance-streams.js';
import { ReportDesk } from '../../reporting/report-desk.js';
import type { Offered } from '../offered.js';
import { RecordFacts, type RecordedFact } from '../record-facts/record-facts.command.js';
import { assertRevision } from '../record-facts/request-problems.js';

@Injectable()
export class MonthSealer {
  constructor(
    private readonly commands: CommandBus,
    private readonly desk: ReportDesk,
    private readonly points: PointsInTime,
    private readonly monitoring: Monitoring,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Records ReportSealed; `offered` may name the day of sealing and evidence, all else is computed. */
  async seal(allianceId: string, month: number, offered: Offered): Promise<RecordedFact> {
    const stream = monthStream(allianceId, month);
    const events = await this.store.readStream(stream);
    const first = events.find(({ eventId, type }) => eventId === offered.eventId && type === 'ReportSealed');
    // A repeat is answered with what was sealed, whatever has been recorded since.
    const data = first?.data ?? (await this.sealOf(allianceId, month, events, offered));
    const fact = { ...offered, stream, type: 'ReportSealed', data };
    const ifRevision = offered.ifRevision ?? events.at(-1)?.revision;
    try {
      const [recorded] = await this.commands.execute(new RecordFacts(allianceId, [fact], { ifRevision }));
      return recorded as RecordedFact;
    } catch (error) {
      // While the report was built, its text may have been changed and approved anew: that is what is to be sealed.
      if (offered.ifRevision === undefined && isStale(error)) return this.seal(allianceId, month, offered);
      throw error;
    }
  }

  private async sealOf(
    allianceId: string,
    month: number,
    events: readonly StoredEvent[],
    { data: given, ifRevision }: Offered,
  ): Promise<object> {
    const { head } = this.points.alliance(allianceId);
    const today = this.points.today(allianceId);
    this.assertApproved(month, events);
    assertOver(month, isoDate(head.calendar.monthEnd(month)), today);
    const { stream, revision } = events.at(-1) as StoredEvent;
    assertRevision(stream, revision, ifRevision);
    await this.assertAllKnown(events);
    const { sealedOn = today, ...rest } = given;
    const { asOf, events: count, root, files } = await this.desk.toSeal(allianceId, month);
    return { ...rest, sealedOn, asOf, events: count, root, files: files.map(({ name, sha256 }) => ({ name, sha256 })) };
  }

  /** What was approved, through another service perhaps and just now, must be in what is built. */
  private async assertAllKnown(events: readonly StoredEvent[]): Promise<void> {
    const { position } = events.at(-1) as StoredEvent;
    await assertReached(this.monitoring, position, {
      detail: (at) => `The report was approved at position ${position}, but the figures are at ${at} yet.`,
    });
  }

  /** Said before the report is built rather than after. */
  private assertApproved(month: number, events: readonly StoredEvent[]): void {
    const facts = effectiveFacts(events.map(asStreamEvent));
    if (facts.length === 0)
      throw new ProblemError({ code: 'month-unknown', detail: `Nothing is recorded of M${month}.` });
    const state = facts.reduce(
      (before, { event }) => monthDecider.evolve(before, event as unknown as MonthEvent),
      monthDecider.initial,
    );
    const refusal = monthDecider.decide({ type: 'ReportSealed' } as MonthEvent, state);
    if (refusal) throw new ProblemError({ code: refusal.code, detail: refusal.detail });
  }
}

/** What is yet to happen in a month can't be sealed. `end`: its last day, on which it may be. */
function assertOver(month: number, end: string, today: string): void {
  if (end <= today) return;
  const detail = `M${month} lasts until ${end}: its report can't be sealed before.`;
  throw new ProblemError({ code: 'month-not-over', detail });
}

const isStale = (error: unknown): boolean => error instanceof ProblemError && error.problem.code === 'revision-stale';
