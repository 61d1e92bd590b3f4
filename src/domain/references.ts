// References from one stream to another: checked when a fact is recorded, and not again. Contract section 2.
import { dayOf, isoDate, ProjectCalendar } from '../../projections/calendar.js';
import type { AllianceEstablished } from './alliance/alliance.events.js';
import type { SurveyAnswered } from './answer/answer.events.js';
import { frameworkStream, streamName } from './categories.js';
import { firstRefused, groundLost, refuse, type Decider, type Refusal } from './decider.js';
import { frameworkDecider, hasIndicator, indicatorOn, valueMisfit } from './framework/framework.decider.js';
import type { ValueReported } from './measurement/measurement.events.js';
import type { NarrativeWritten } from './month/month.events.js';
import type { SurveyClosed, SurveyOpened } from './survey/survey.events.js';
import type { Fact, StreamEvent } from './timeline.js';

/** Sections of a report that are about no indicator. */
const OTHER_SECTIONS = ['summary', 'deviations'];

interface Offered {
  readonly type: string;
  readonly data: object;
}

/** The stream that an event refers to, if it refers to one: whether it may is decided on its facts. */
export function referencedStream({ type, data }: Offered, allianceId: string): string | undefined {
  switch (type) {
    case 'AllianceEstablished':
      return frameworkStream(allianceId);
    case 'SurveyAnswered':
      return streamName('survey', allianceId, (data as SurveyAnswered).surveyId);
    case 'ThematicGroupJoined':
    case 'ThematicGroupLeaderElected':
      return streamName('member', allianceId, (data as { memberId: string }).memberId);
    case 'ValueReported':
      return frameworkStream(allianceId);
    case 'NarrativeWritten':
      return OTHER_SECTIONS.includes((data as NarrativeWritten).section) ? undefined : frameworkStream(allianceId);
    default:
      return undefined;
  }
}

/**
 * Why an event can't refer to what it refers to, or nothing. `facts` are the effective facts of its `referencedStream`,
 * as known when it is recorded.
 */
export function checkReference({ type, data }: Offered, facts: readonly Fact[]): Refusal | undefined {
  switch (type) {
    case 'AllianceEstablished':
      return checkStart(data as AllianceEstablished, facts);
    case 'SurveyAnswered':
      return checkAnswer(data as SurveyAnswered, facts);
    case 'ThematicGroupJoined':
    case 'ThematicGroupLeaderElected': {
      const { memberId } = data as { memberId: string };
      return facts.some(({ event }) => event.type === 'MemberJoined')
        ? undefined
        : refuse('member-unknown', `"${memberId}" has never joined.`, 'memberId');
    }
    case 'ValueReported':
      return checkReport(data as ValueReported, facts);
    case 'NarrativeWritten':
      return checkNarrative(data as NarrativeWritten, facts);
    default:
      return undefined;
  }
}

/** With another start, baselines and targets by month stand on other days: those by date may no longer lie after them. */
function checkStart({ startsOn, endsOn }: AllianceEstablished, facts: readonly Fact[]): Refusal | undefined {
  const calendar = new ProjectCalendar(dayOf(startsOn), dayOf(endsOn));
  const refused = firstRefused(frameworkDecider(calendar) as Decider<StreamEvent, unknown>, facts);
  return refused && { ...groundLost(refused.fact, refused.refusal), field: 'startsOn' };
}

function checkAnswer({ surveyId, answeredOn, answers }: SurveyAnswered, facts: readonly Fact[]): Refusal | undefined {
  const opened = facts.find(({ event }) => event.type === 'SurveyOpened');
  if (!opened) return refuse('survey-unknown', `There is no survey "${surveyId}".`, 'surveyId');
  const { questions, scale, closesOn } = opened.event.data as SurveyOpened;
  const asked = new Set(questions.map(({ id }) => id));
  for (const [question, answer] of Object.entries(answers)) {
    const field = `answers.${question}`;
    if (!asked.has(question)) return refuse('question-not-asked', `The survey doesn't ask "${question}".`, field);
    if (answer !== null && (answer < scale.min || answer > scale.max)) {
      return refuse('answer-out-of-scale', `${field} is ${answer}; the scale is ${scale.min} to ${scale.max}.`, field);
    }
  }
  const closed = facts.find(({ event }) => event.type === 'SurveyClosed')?.event.data as SurveyClosed | undefined;
  const last = closed?.closedOn ?? closesOn;
  const inTime = dayOf(answeredOn) >= opened.on && dayOf(answeredOn) <= dayOf(last);
  if (inTime) return undefined;
  return refuse(
    'survey-not-open',
    `The survey took answers from ${isoDate(opened.on)} to ${last}, not on ${answeredOn}.`,
    'answeredOn',
  );
}

function checkReport({ indicatorId, value, measuredOn }: ValueReported, facts: readonly Fact[]): Refusal | undefined {
  const indicator = indicatorOn(facts, dayOf(measuredOn), indicatorId);
  if (!indicator)
    return refuse('indicator-unknown', `The framework has no indicator "${indicatorId}" then.`, 'indicatorId');
  if (indicator.measure.kind !== 'reported') {
    return refuse(
      'indicator-not-reported',
      `${indicatorId} is computed from ${indicator.measure.kind}.`,
      'indicatorId',
    );
  }
  return valueMisfit(indicator.unit, value);
}

function checkNarrative({ section }: NarrativeWritten, facts: readonly Fact[]): Refusal | undefined {
  if (hasIndicator(facts, section)) return undefined;
  const detail = `The framework has no indicator "${section}"; a section is one, or "${OTHER_SECTIONS.join('" or "')}".`;
  return refuse('indicator-unknown', detail, 'section');
}
