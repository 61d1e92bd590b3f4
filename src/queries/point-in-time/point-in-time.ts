// Finds what a read looks at: an alliance, the day, and how much of the log was known.
import { Injectable } from '@nestjs/common';
import { isoDate, parseDay, type Day } from '../../../projections/calendar.js';
import { lifeAround } from '../../domain/validation.js';
import type { AllianceModel, AllianceView } from '../../monitoring/alliance-model.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { HEAD } from '../../monitoring/step-ledger.js';
import { instantOf } from '../../platform/instant.js';
import { ProblemError } from '../../platform/problems.js';
import type { PointInTimeRequest } from './point-in-time.request.js';

export interface PointInTime {
  readonly allianceId: string;
  readonly at: Day;
  /** The project month of `at`, null outside the alliance's life. */
  readonly month: number | null;
  /** How many events of the log were known. */
  readonly count: number;
  /** Position of the last of them, as the answer names it. */
  readonly asOf: string;
  /** The alliance as known then; undefined where it wasn't established yet. */
  readonly view: AllianceView | undefined;
}

@Injectable()
export class PointsInTime {
  constructor(private readonly monitoring: Monitoring) {}

  resolve(allianceId: string, { at, asOf }: PointInTimeRequest): PointInTime {
    const { model, head } = this.alliance(allianceId);
    const { log } = this.monitoring.model;
    const count = asOf === undefined ? log.known : this.countAt(asOf);
    const view = model.view(count === log.known ? HEAD : count);
    const seen = view ?? head;
    const day = at === undefined ? this.monitoring.today(seen) : dayAt(at, seen);
    return { allianceId, at: day, month: seen.calendar.month(day), count, asOf: String(log.positionOf(count)), view };
  }

  /** The alliance now, whether example or not. */
  alliance(allianceId: string): { model: AllianceModel; head: AllianceView } {
    this.monitoring.assertTrusted();
    const model = this.monitoring.model.alliance(allianceId);
    const head = model?.view();
    if (!model || !head)
      throw new ProblemError({ code: 'alliance-unknown', detail: `There is no alliance "${allianceId}".` });
    return { model, head };
  }

  /** Today where the alliance is, ISO 8601. */
  today(allianceId: string): string {
    return isoDate(this.monitoring.today(this.alliance(allianceId).head));
  }

  private countAt(asOf: string): number {
    const { log } = this.monitoring.model;
    if (/^\d+$/.test(asOf)) {
      const position = BigInt(asOf);
      if (position > log.positionOf(log.known)) {
        throw beyond('asOf', `Position ${asOf} lies beyond the head, ${log.positionOf(log.known)}.`);
      }
      return log.knownAtPosition(position);
    }
    const instant = instantOf(asOf);
    if (instant === undefined) throw invalid('asOf', `${asOf} is not an instant: there is no such date or time.`);
    // What was recorded is past, also where the clock that it was recorded by is ahead of this one.
    const latest = Math.max(this.monitoring.now(), log.latestRecorded);
    if (instant > latest) throw beyond('asOf', `${asOf} lies in the future.`);
    return log.knownAtInstant(instant);
  }
}

function dayAt(at: string, { calendar }: AllianceView): Day {
  const day = at.startsWith('M') ? calendar.monthEnd(Number(at.slice(1))) : parseDay(at);
  if (day === undefined) throw invalid('at', `${at} is not a date in the calendar.`);
  const { first, last } = lifeAround(calendar);
  if (day < first || day > last) {
    throw invalid(
      'at',
      `${at} lies outside ${isoDate(first)} to ${isoDate(last)}, the alliance's life and ten years around it.`,
    );
  }
  return day;
}

const invalid = (field: string, detail: string): ProblemError =>
  new ProblemError({ code: 'request-invalid', detail, errors: [{ field, code: 'value-invalid', detail }] });

const beyond = (field: string, detail: string): ProblemError =>
  new ProblemError({ code: 'as-of-unknown', detail, errors: [{ field, code: 'as-of-unknown', detail }] });
