// What the public is told of a satisfaction: from five answers on, and only once the survey is closed.
import { describe, expect, it } from '@jest/globals';
import { dayOf } from '../../projections/calendar.js';
import type { EffectiveFramework, EffectiveIndicator } from '../../projections/framework.js';
import { readMilestones, type MilestoneReading } from '../../projections/milestones.js';
import type { FrameworkAdopted } from '../domain/framework/framework.events.js';
import type { AllianceView } from '../monitoring/alliance-model.js';
import type { AllianceEvent } from './alliance-event.js';
import { exampleAllianceEvents } from './example-report.fixture.js';
import { isShown, milestoneForPublic } from './few-answers.js';
import { KnownAlliance } from './known-alliance.js';

const ofExample = (wanted: string): AllianceEvent =>
  exampleAllianceEvents().find(({ type }) => type === wanted) as AllianceEvent;
const [established, adoption] = [ofExample('AllianceEstablished'), ofExample('FrameworkAdopted')];
const { framework } = adoption.data as FrameworkAdopted;
const reached = { id: 'MS1', title: 'Half are satisfied', condition: { indicator: 'I5', atLeast: 50 } };

/** An alliance with one survey, of January 2023, and so many answers, all of the highest. */
async function withAnswers(count: number): Promise<AllianceView> {
  const opened = {
    ...{ surveyId: 'w1', title: 'Members', openedOn: '2023-01-01', closesOn: '2023-02-01', invited: 30 },
    ...{ scale: { min: 1, max: 5 }, satisfactionQuestion: 'q1', satisfiedFrom: 4 },
    questions: [{ id: 'q1', text: 'How satisfied are you?' }],
  };
  const told = [
    { ...established },
    { ...adoption, data: { adoptedOn: '2022-06-15', framework: { ...framework, milestones: [reached] } } },
    { ...established, stream: 'survey-example.w1', type: 'SurveyOpened', data: opened },
    ...Array.from({ length: count }, (_, i) => ({
      ...{ ...established, stream: `answer-example.w1.r${i}`, type: 'SurveyAnswered' },
      data: { surveyId: 'w1', responseId: `r${i}`, answeredOn: '2023-01-10', answers: { q1: 5 } },
    })),
  ];
  const events = told.map((event, i) => ({
    ...{ ...event, number: i + 1, eventId: `00000000-0000-4000-9000-${String(i).padStart(12, '0')}` },
  }));
  return (await KnownAlliance.of('example', events)).view;
}

describe('the public is told the satisfaction', () => {
  it.each([
    [5, 'that is closed', '2023-02-02', true],
    [4, 'that is closed', '2023-02-02', false],
    [9, 'that is open', '2023-02-01', false],
  ])('of %d answers to a survey %s on %s: %s', async (count, _state, date, told) => {
    const view = await withAnswers(count);
    const day = dayOf(date);
    const i5 = view.framework.at(day)?.indicators.find(({ id }) => id === 'I5') as EffectiveIndicator;
    expect(isShown(view, i5, day, 'lcamp')).toBe(told);
  });

  it.each([
    [5, { status: 'achieved', achievedOn: '2023-02-02', holds: true }],
    [4, { status: 'noData', achievedOn: null, holds: null }],
  ])('that a milestone asks for, of %d answers: %j', async (count, told) => {
    const view = await withAnswers(count);
    const at = dayOf('2023-06-14');
    const [milestone] = readMilestones(view, at) as [MilestoneReading];
    expect(milestone).toMatchObject({ status: 'achieved', achievedOn: '2023-02-02', holds: true });
    const shown = milestoneForPublic(view, view.framework.at(at) as EffectiveFramework, milestone, at, 'lcamp');
    expect(shown).toMatchObject({ ...told, provenBy: null });
  });
});
