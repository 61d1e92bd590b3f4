// References to other streams: an answer's survey, a group member's membership, the indicator of a value or of a text.
import { describe, expect, it } from '@jest/globals';
import { checkReference, referencedStream } from './references.js';
import type { RefusalCode } from './refusals.js';
import { fact, retracted } from './stream.given.js';
import { effectiveFacts, type StreamEvent } from './timeline.js';

function refers(event: StreamEvent, stream: string, ...recorded: StreamEvent[]): RefusalCode | undefined {
  expect(referencedStream(event, 'lcamp')).toBe(stream);
  return checkReference(event, effectiveFacts(recorded))?.code;
}

describe('the establishment of an alliance', () => {
  const established = (startsOn: string) =>
    fact('AllianceEstablished', {
      name: 'LCAMP',
      acronym: 'LCAMP',
      coordinator: 'Tknika',
      startsOn,
      endsOn: '2026-06-14',
    });
  const target = (value: number, on: object) => ({ value, ...on });
  const adopted = (...targets: object[]) =>
    fact('FrameworkAdopted', {
      adoptedOn: '2022-06-15',
      framework: {
        ...{ id: 'f', title: 'F', objectives: [], milestones: [] },
        indicators: [
          {
            id: 'I4',
            title: 'Documents',
            unit: 'number',
            direction: 'up',
            measure: { kind: 'recommendationsPublished' },
            targets,
          },
        ],
      },
    });
  const verdict = (event: StreamEvent, ...recorded: StreamEvent[]) => refers(event, 'framework-lcamp', ...recorded);

  it('leaves targets by month and by date in their order', () => {
    const framework = adopted(target(10, { month: 12 }), target(20, { date: '2023-06-20' }));
    expect(verdict(established('2022-06-15'))).toBeUndefined();
    expect(verdict(established('2022-06-15'), framework)).toBeUndefined();
    expect(verdict(established('2022-06-21'), framework)).toBe('later-fact-without-ground');
    expect(verdict(established('2022-07-15'), framework)).toBe('later-fact-without-ground');
    expect(verdict(established('2022-07-15'), adopted(target(10, { month: 12 })))).toBeUndefined();
  });
});

describe('an answer', () => {
  const opened = fact('SurveyOpened', {
    surveyId: 'wave-1',
    title: 'Satisfaction',
    openedOn: '2024-05-01',
    closesOn: '2024-05-31',
    invited: 120,
    scale: { min: 1, max: 5 },
    questions: [
      { id: 'q1', text: 'How satisfied are you?' },
      { id: 'q2', text: 'How useful is it?' },
    ],
  });
  const closed = (closedOn: string) => fact('SurveyClosed', { closedOn });
  const answered = (answeredOn: string, answers: object = { q1: 4 }) =>
    fact('SurveyAnswered', { surveyId: 'wave-1', responseId: 'r-1', answeredOn, answers });
  const verdict = (event: StreamEvent, ...recorded: StreamEvent[]) => refers(event, 'survey-lcamp.wave-1', ...recorded);

  it('belongs to a survey that was opened', () => {
    expect(verdict(answered('2024-05-14'))).toBe('survey-unknown');
    expect(verdict(answered('2024-05-14'), opened, retracted(opened.eventId))).toBe('survey-unknown');
    expect(verdict(answered('2024-05-14'), opened)).toBeUndefined();
  });
  it('is dated from the opening to the planned end, both included', () => {
    const days = ['2024-04-30', '2024-05-01', '2024-05-31', '2024-06-01'];
    expect(days.map((day) => verdict(answered(day), opened))).toEqual([
      'survey-not-open',
      undefined,
      undefined,
      'survey-not-open',
    ]);
  });
  it('the closing counts instead of the planned end, earlier or later', () => {
    const early = ['2024-05-20', '2024-05-21'].map((day) => verdict(answered(day), opened, closed('2024-05-20')));
    expect(early).toEqual([undefined, 'survey-not-open']);
    const late = ['2024-06-10', '2024-06-11'].map((day) => verdict(answered(day), opened, closed('2024-06-10')));
    expect(late).toEqual([undefined, 'survey-not-open']);
  });
  it('answers what is asked, in scale, or not at all', () => {
    const code = (answers: object) => verdict(answered('2024-05-14', answers), opened);
    expect(code({})).toBeUndefined();
    expect(code({ q1: null, q2: 1 })).toBeUndefined();
    expect(code({ q1: 5, q2: 2.5 })).toBeUndefined();
    expect(code({ q3: 4 })).toBe('question-not-asked');
    expect(code({ q3: null })).toBe('question-not-asked');
    expect(code({ toString: 1 })).toBe('question-not-asked');
    expect(code({ q1: 0 })).toBe('answer-out-of-scale');
    expect(code({ q1: 4, q2: 5.01 })).toBe('answer-out-of-scale');
  });
  it('what is malformed is said before what comes too late', () => {
    expect(verdict(answered('2024-07-01', { q1: 9 }), opened)).toBe('answer-out-of-scale');
  });
});

describe('who joins or leads a thematic group', () => {
  const joined = fact('MemberJoined', {
    memberId: 'festo',
    name: 'Festo',
    category: 'affiliate',
    agentType: 'company',
    country: 'DE',
    joinedOn: '2023-03-01',
  });
  const left = fact('MemberLeft', { leftOn: '2023-05-01' });
  for (const event of [
    fact('ThematicGroupJoined', { memberId: 'festo', joinedOn: '2023-10-02' }),
    fact('ThematicGroupLeaderElected', { memberId: 'festo', electedOn: '2023-10-02' }),
  ]) {
    it(`${event.type}: has joined the Alliance at some time`, () => {
      expect(refers(event, 'member-lcamp.festo')).toBe('member-unknown');
      expect(refers(event, 'member-lcamp.festo', joined, retracted(joined.eventId))).toBe('member-unknown');
      expect(refers(event, 'member-lcamp.festo', joined)).toBeUndefined();
      expect(refers(event, 'member-lcamp.festo', joined, left)).toBeUndefined();
    });
  }
});

const indicator = (id: string, kind: string, unit = 'count') => ({
  id,
  title: id,
  unit,
  direction: 'up',
  measure: { kind },
});
const adopted = (adoptedOn: string, ...indicators: object[]) =>
  fact('FrameworkAdopted', { adoptedOn, framework: { id: 'f', title: 'F', indicators } });

describe('a text of a report', () => {
  const first = adopted('2023-06-01', indicator('I2', 'reported'));
  const second = adopted('2024-01-01', indicator('I3', 'mousSigned'));
  const written = (section: string) =>
    fact('NarrativeWritten', { section, language: 'en', text: 'It runs.', writtenOn: '2024-06-14' });
  const verdict = (section: string, ...recorded: StreamEvent[]) =>
    refers(written(section), 'framework-lcamp', ...recorded);

  it('is about an indicator of any framework so far', () => {
    expect(verdict('I2')).toBe('indicator-unknown');
    expect(verdict('I2', first, second)).toBeUndefined();
    expect(verdict('I3', first, second)).toBeUndefined();
    expect(verdict('Summary', first)).toBe('indicator-unknown');
  });
  it('is the summary or the deviations, whatever the framework', () => {
    for (const section of ['summary', 'deviations'])
      expect(referencedStream({ type: 'NarrativeWritten', data: { section } }, 'lcamp')).toBeUndefined();
  });
});

describe('a reported value', () => {
  const measured = (indicatorId: string, value: number | boolean, measuredOn = '2024-06-14') =>
    fact('ValueReported', { indicatorId, value, measuredOn });
  const verdict = (event: StreamEvent, ...recorded: StreamEvent[]) => refers(event, 'framework-lcamp', ...recorded);
  const framework = adopted(
    '2023-06-01',
    indicator('I9', 'reported'),
    indicator('I3', 'mousSigned'),
    indicator('I.8', 'reported', 'yesNo'),
  );

  it('is of an indicator of the framework in effect on its day', () => {
    expect(verdict(measured('I9', 5))).toBe('indicator-unknown');
    expect(verdict(measured('I7', 5), framework)).toBe('indicator-unknown');
    expect(verdict(measured('I9', 5), framework)).toBeUndefined();
    const replaced = adopted('2024-06-01', indicator('I7', 'reported'));
    expect(verdict(measured('I9', 5, '2024-05-31'), framework, replaced)).toBeUndefined();
    expect(verdict(measured('I9', 5, '2024-06-01'), framework, replaced)).toBe('indicator-unknown');
  });
  it('before the first adoption the first framework applies', () => {
    expect(verdict(measured('I9', 5, '2022-12-31'), framework)).toBeUndefined();
  });
  it('is of an indicator that is reported, not computed', () => {
    expect(verdict(measured('I3', 5), framework)).toBe('indicator-not-reported');
  });
  it("fits the indicator's unit", () => {
    expect(verdict(measured('I9', true), framework)).toBe('value-does-not-fit');
    expect(verdict(measured('I.8', 1), framework)).toBe('value-does-not-fit');
    expect(verdict(measured('I.8', false), framework)).toBeUndefined();
  });
});

describe('all other events', () => {
  it('refer to no other stream', () => {
    const left = fact('MemberLeft', { leftOn: '2023-05-01' });
    expect(referencedStream(left, 'lcamp')).toBeUndefined();
    expect(checkReference(left, [])).toBeUndefined();
  });
});
