// What the public is told of a satisfaction: from five answers on, and only once the survey is closed.
import { describe, expect, it } from '@jest/globals';
import { dayOf } from '../../projections/calendar.js';
import type { EffectiveFramework, EffectiveIndicator } from '../../projections/framework.js';
import { readMilestones, type MilestoneReading } from '../../projections/milestones.js';
import type { Condition, FrameworkAdopted } from '../domain/framework/framework.events.js';
import type { AllianceView } from '../monitoring/alliance-model.js';
import type { AllianceEvent } from './alliance-event.js';
import { exampleAllianceEvents } from './example-report.fixture.js';
import { isShown, milestoneForPublic } from './few-answers.js';
import { KnownAlliance } from './known-alliance.js';
import type { MilestoneFigures } from './report-model.js';

const ofExample = (wanted: string): AllianceEvent =>
  exampleAllianceEvents().find(({ type }) => type === wanted) as AllianceEvent;
const [established, adoption] = [ofExample('AllianceEstablished'), ofExample('FrameworkAdopted')];
const { framework } = adoption.data as FrameworkAdopted;
const satisfied: Condition = { indicator: 'I5', atLeast: 50 };
/** Counts the memoranda of one party other than the alliance. */
const ofFesto = {
  ...{ id: 'F', title: 'Of Festo', unit: 'count', direction: 'up' as const },
  measure: { kind: 'mousSigned' as const, party: 'festo' },
};

/** What is recorded of a survey of one month, and so many answers. */
function survey(surveyId: string, month: string, count: number, answer: number): AllianceEvent[] {
  const opened = {
    ...{ surveyId, title: 'Members', openedOn: `${month}-01`, closesOn: `${month}-28`, invited: 30 },
    ...{ scale: { min: 1, max: 5 }, satisfactionQuestion: 'q1', satisfiedFrom: 4 },
    questions: [{ id: 'q1', text: 'How satisfied are you?' }],
  };
  return [
    { ...established, stream: `survey-example.${surveyId}`, type: 'SurveyOpened', data: opened },
    ...Array.from({ length: count }, (_, i) => ({
      ...{ ...established, stream: `answer-example.${surveyId}.r${i}`, type: 'SurveyAnswered' },
      data: { surveyId, responseId: `r${i}`, answeredOn: `${month}-10`, answers: { q1: answer } },
    })),
  ];
}

/** An alliance with one milestone and a survey of January 2023 with so many answers, all of the highest, after others. */
async function withAnswers(
  count: number,
  condition: Condition = satisfied,
  before: readonly AllianceEvent[] = [],
): Promise<AllianceView> {
  const changed = {
    ...framework,
    indicators: [...framework.indicators, ofFesto],
    milestones: [{ id: 'MS1', title: 'Reached', condition }],
  };
  const told = [
    { ...established },
    { ...adoption, data: { adoptedOn: '2022-06-15', framework: changed } },
    ...before,
    ...survey('w1', '2023-01', count, 5),
  ];
  const events = told.map((event, i) => ({
    ...{ ...event, number: i + 1, eventId: `00000000-0000-4000-9000-${String(i).padStart(12, '0')}` },
  }));
  return (await KnownAlliance.of('example', events)).view;
}

describe('the public is told the satisfaction', () => {
  it.each([
    [5, 'that is closed', '2023-01-29', true],
    [4, 'that is closed', '2023-01-29', false],
    [9, 'that is open', '2023-01-28', false],
  ])('of %d answers to a survey %s on %s: %s', async (count, _state, date, told) => {
    const view = await withAnswers(count);
    const day = dayOf(date);
    const i5 = view.framework.at(day)?.indicators.find(({ id }) => id === 'I5') as EffectiveIndicator;
    expect(isShown(view, i5, day, 'lcamp')).toBe(told);
  });

  const AT = dayOf('2023-06-14');
  /** The milestone as it is, and as the public is told it. */
  const both = (view: AllianceView): [MilestoneReading, MilestoneFigures] => {
    const [milestone] = readMilestones(view, AT) as [MilestoneReading];
    const known = view.framework.at(AT) as EffectiveFramework;
    return [milestone, milestoneForPublic(view, known, milestone, AT, 'lcamp')];
  };
  const achieved = { status: 'achieved', achievedOn: '2023-01-29', holds: true };
  const withheld = { id: 'MS1', title: 'Reached', status: 'noData', achievedOn: null, holds: null, provenBy: null };

  it.each([
    [5, achieved],
    [4, withheld],
  ])('that a milestone asks for, of %d answers: %j', async (count, told) => {
    const [milestone, shown] = both(await withAnswers(count));
    expect(milestone).toMatchObject(achieved);
    expect(shown).toMatchObject({ ...told, provenBy: null });
  });

  it('not by a milestone that was not achieved by few answers before: that tells what they were', async () => {
    const [milestone, shown] = both(await withAnswers(5, satisfied, survey('w0', '2022-10', 1, 1)));
    expect(milestone).toMatchObject(achieved);
    expect(shown).toMatchObject(withheld);
  });

  it.each([
    [{ indicator: 'F', atLeast: 1 }, withheld],
    [{ any: [{ all: [{ indicator: 'F', atLeast: 1 }] }, { indicator: 'I1', equals: true }] }, withheld],
    [
      { indicator: 'I1', equals: true },
      { status: 'notDue', achievedOn: null, holds: false },
    ],
  ] as const)('nor the memoranda of another party by what is asked of it: %j', async (condition, told) => {
    const [milestone, shown] = both(await withAnswers(5, condition));
    expect(milestone).toMatchObject({ status: 'notDue', holds: false });
    expect(shown).toMatchObject(told);
  });
});
