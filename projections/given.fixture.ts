// Given–when–then over an alliance: what is recorded, and what its figures are on a day, as known at some time.
import { expect, it as test } from '@jest/globals';
import type { Framework, Indicator, Milestone } from '../src/domain/framework/framework.schema.js';
import type { AllianceView } from '../src/monitoring/alliance-model.js';
import { countedEvents } from '../src/monitoring/counted-events.js';
import { dayOf, ProjectCalendar, type Day } from './calendar.js';
import { adopted, established, type SpokenFact } from './facts.fixture.js';
import type { EffectiveIndicator } from './framework.js';
import { readBreakdowns, readIndicator, readSeries } from './indicator.js';
import type { BreakdownCell } from './measure.js';
import { readMilestones } from './milestones.js';
import { Recorder, type Recording } from './recorder.fixture.js';

export const STARTS_ON = '2022-06-15';
export const ENDS_ON = '2026-06-14';

const YES_NO = new Set(['officialRegistration', 'platformReleased']);
const PERCENT = new Set(['satisfaction', 'activitiesCompleted']);

/** An indicator that is only watched, unless the rest says more. */
export function indicator(
  id: string,
  measure: Indicator['measure'],
  rest: Partial<Omit<Indicator, 'id' | 'measure'>> = {},
): Indicator {
  const unit = YES_NO.has(measure.kind) ? 'yesNo' : PERCENT.has(measure.kind) ? 'percent' : 'count';
  return { id, title: id, unit, direction: 'up', measure, ...rest };
}

export function milestone(
  id: string,
  condition: Milestone['condition'],
  rest: Partial<Omit<Milestone, 'id' | 'condition'>> = {},
): Milestone {
  return { id, title: id, condition, ...rest };
}

export function framework(indicators: readonly Indicator[], milestones: readonly Milestone[] = []): Framework {
  return { id: 'f', title: 'Framework', objectives: [], indicators: [...indicators], milestones: [...milestones] };
}

/** An expectation of some fields of a reading; `companions` and `notes` are compared whole. */
export type Expected = Readonly<Record<string, unknown>>;

type Check = (view: AllianceView) => void;

/** Checks are collected, and run by `it`: a spec is one sentence, and returns it. */
export class Given {
  private readonly checks: { known: number; check: Check; asked: Error }[] = [];
  private readonly recorder: Recorder;
  private readonly before: number;
  private known = Infinity;
  private asked: string | undefined;

  constructor(
    private readonly calendar: ProjectCalendar,
    setUp: readonly SpokenFact[],
    recordings: readonly Recording[],
  ) {
    this.recorder = new Recorder(calendar);
    for (const fact of setUp) this.recorder.append(fact);
    this.before = this.recorder.appends.length;
    for (const recording of recordings) this.recorder.append(recording);
  }

  /** From here on, only the first `recordings` of those given are known. */
  knowing(recordings: number): this {
    const known = this.recorder.appends[this.before + recordings - 1];
    if (known === undefined) throw new Error(`fewer than ${recordings} recordings are given`);
    this.known = known;
    return this;
  }

  /** From here on, the indicator asked for (default: the framework's first). */
  of(indicatorId: string): this {
    this.asked = indicatorId;
    return this;
  }

  /** What the indicator reads at the end of a day (`M24` or a date). */
  at(when: string, expected: Expected): this {
    const day = this.dayOf(when);
    const asked = this.asked;
    return this.check((view) => {
      const reading = readIndicator(view, indicatorIn(view, day, asked), day);
      expect(reading).toMatchObject(expected);
      for (const whole of ['companions', 'notes'] as const) {
        if (whole in expected) expect(reading[whole]).toEqual(expected[whole]);
      }
    });
  }

  /** One breakdown as "key: value" pairs; '-' is a key that isn't stated, 'withheld' a value that is. */
  breakdown(when: string, name: string, expected: Readonly<Record<string, number | 'withheld'>>): this {
    const day = this.dayOf(when);
    const asked = this.asked;
    return this.check((view) => {
      const cells = readBreakdowns(view, indicatorIn(view, day, asked), day)[name] ?? [];
      const shown = (cell: BreakdownCell): unknown => (cell.withheld && cell.value === null ? 'withheld' : cell.value);
      expect(cells.map((cell) => [cell.key ?? '-', shown(cell)])).toEqual(Object.entries(expected));
    });
  }

  /** The series through a day, as [month, value], or with the expected value after them. */
  series(when: string, expected: readonly (readonly [number, unknown, unknown?])[]): this {
    const day = this.dayOf(when);
    const asked = this.asked;
    return this.check((view) => {
      const { id } = indicatorIn(view, day, asked);
      const parts = expected[0]?.length ?? 2;
      const points = readSeries(view, id, day).map((point) => [point.month, point.value, point.expected]);
      expect(points.map((point) => point.slice(0, parts))).toEqual(expected);
    });
  }

  /** How a milestone stands at the end of a day; `provenBy` names the event by its id. */
  milestone(when: string, id: string, expected: Expected): this {
    const day = this.dayOf(when);
    return this.check((view) => {
      const reading = readMilestones(view, day).find((each) => each.id === id);
      const provenBy = reading?.provenBy ?? null;
      const proof = provenBy === null ? null : this.recorder.log[provenBy]?.eventId;
      expect({ ...reading, provenBy: proof }).toMatchObject(expected);
    });
  }

  /** The facts from which streams count in the value at the end of a day, by their ids. */
  facts(when: string, expected: readonly string[]): this {
    const day = this.dayOf(when);
    const asked = this.asked;
    return this.check((view) => {
      const events = countedEvents(view, indicatorIn(view, day, asked), day);
      expect(events.map((event) => this.recorder.log[event]?.eventId)).toEqual(expected);
    });
  }

  private check(check: Check): this {
    this.checks.push({ known: this.known, check, asked: new Error('asked here') });
    return this;
  }

  /** Runs the checks in their order. */
  async run(): Promise<void> {
    if (this.checks.length === 0) throw new Error('nothing is asked');
    const model = await this.recorder.model();
    for (const { known, check, asked } of this.checks) {
      const count = Math.min(known, model.log.count);
      const view = model.alliance('lcamp')?.view(count);
      if (!view) throw new Error('the alliance is not established');
      try {
        check(view);
      } catch (error) {
        if (error instanceof Error)
          error.stack = `${error.message}\n${(asked.stack ?? '').split('\n').slice(2, 5).join('\n')}`;
        throw error;
      }
    }
  }

  private dayOf(when: string): Day {
    return when.startsWith('M') ? this.calendar.monthEnd(Number(when.slice(1))) : dayOf(when);
  }
}

function indicatorIn(view: AllianceView, day: Day, id: string | undefined): EffectiveIndicator {
  const indicators = view.framework.at(day)?.indicators ?? [];
  const found = id === undefined ? indicators[0] : indicators.find((each) => each.id === id);
  if (!found) throw new Error(`no indicator ${id ?? ''} in the framework of that day`);
  return found;
}

/** A spec that is a sentence about an alliance. */
export function it(name: string, sentence: () => Given): void {
  test(name, () => sentence().run());
}

/** The same sentence for several cases; `name` takes their parts as in Jest. */
it.each =
  <Case extends readonly unknown[]>(cases: readonly Case[]) =>
  (name: string, sentence: (...parts: Case) => Given): void => {
    test.each(cases as unknown as unknown[][])(name, (...parts) => sentence(...(parts as unknown as Case)).run());
  };

/** An alliance that lives from one day to another and sets up nothing by itself. */
export function lifeOf(startsOn: string, endsOn: string): (...recordings: Recording[]) => Given {
  const calendar = new ProjectCalendar(dayOf(startsOn), dayOf(endsOn));
  return (...recordings) => new Given(calendar, [established(startsOn, endsOn)], recordings);
}

/** LCAMP with a framework of these indicators and milestones, adopted on its first day. */
export function allianceWith(
  indicators: Indicator | readonly Indicator[],
  milestones: readonly Milestone[] = [],
): (...recordings: Recording[]) => Given {
  const calendar = new ProjectCalendar(dayOf(STARTS_ON), dayOf(ENDS_ON));
  const setUp = [established(STARTS_ON, ENDS_ON), adopted(STARTS_ON, framework([indicators].flat(), milestones))];
  return (...recordings) => new Given(calendar, setUp, recordings);
}
