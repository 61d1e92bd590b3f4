// Bad input: what is refused, under which code, and that the sentence names field and value.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf } from '../../projections/calendar.js';
import { changed, codes, faults, stored } from './data.given.js';
import { eventDefinition } from './events.js';
import { refusals } from './refusals.js';
import { calendar } from './stream.given.js';
import { checkData, checkDates, dateWindow } from './validation.js';

const SEED = 20_240_614;

describe('dates', () => {
  it.each([
    '2024-02-30',
    '2023-02-29',
    '2024-13-01',
    '30/02/2024',
    '2024-1-5',
    '2024-02-29T24:00:00',
    '20240229',
    '',
    '0000-01-01',
    '+275760-09-13',
    '２０２４-01-01',
    ' 2024-02-28',
  ])('%j is none', (joinedOn) => {
    expect(codes('MemberJoined', { joinedOn })).toEqual(['joinedOn date-invalid']);
  });
  it('29 February of a leap year is one', () => {
    expect(codes('MemberJoined', { joinedOn: '2024-02-29' })).toEqual([]);
  });
  it('the sentence names field and value', () => {
    expect(faults('MemberJoined', { joinedOn: '2024-02-30' })).toEqual([
      {
        field: 'joinedOn',
        code: 'date-invalid',
        detail: 'joinedOn: 2024-02-30 is not a date in the calendar; use YYYY-MM-DD.',
        remedy: refusals['date-invalid'].remedy,
      },
    ]);
  });
  it('an end does not lie before its start', () => {
    expect(codes('AllianceEstablished', { endsOn: '2022-06-14' })).toEqual(['endsOn dates-out-of-order']);
    expect(codes('AllianceEstablished', { endsOn: '2022-06-15' })).toEqual([]);
    expect(codes('SurveyOpened', { closesOn: '2024-04-30' })).toEqual(['closesOn dates-out-of-order']);
    expect(codes('SurveyOpened', { closesOn: '2024-05-01' })).toEqual([]);
  });
  it('an alliance lives between 1900 and 2199', () => {
    expect(codes('AllianceEstablished', { startsOn: '1899-12-31' })).toEqual(['startsOn date-out-of-range']);
    expect(codes('AllianceEstablished', { startsOn: '1900-01-01', endsOn: '2199-12-31' })).toEqual([]);
    expect(codes('AllianceEstablished', { endsOn: '2200-01-01' })).toEqual(['endsOn date-out-of-range']);
  });
});

describe('fields', () => {
  it('one that is not known is refused, not dropped', () => {
    expect(faults('MemberLeft', { leftBy: 'x' })).toEqual([
      {
        field: 'leftBy',
        code: 'unknown-field',
        detail: 'leftBy: there is no such field here.',
        remedy: refusals['unknown-field'].remedy,
      },
    ]);
    expect(
      codes('MouProposed', {
        parties: [
          { partyId: 'a', name: 'A', x: 1 },
          { partyId: 'b', name: 'B' },
        ],
      }),
    ).toEqual(['parties.0.x unknown-field']);
  });
  it('one that is missing is named; null is no value', () => {
    expect(codes('MemberLeft', { leftOn: undefined })).toEqual(['leftOn missing']);
    expect(codes('MemberLeft', { leftOn: null })).toEqual(['leftOn wrong-type']);
    expect(codes('MemberLeft', { reason: null })).toEqual(['reason wrong-type']);
  });
  it.each([[[]], ['text'], [null], [5]])('the data %j is no object', (data) => {
    const checked = checkData('MemberLeft', data);
    expect(checked.ok ? [] : checked.faults.map(({ field, code }) => [field, code])).toEqual([['', 'wrong-type']]);
  });
  it('names of the language itself are no fields', () => {
    for (const key of ['__proto__', 'constructor', 'toString']) {
      const data: unknown = JSON.parse(`{"leftOn":"2024-01-31","${key}":{"x":1}}`);
      const checked = checkData('MemberLeft', data);
      expect(checked.ok ? [] : checked.faults.map(({ field, code }) => [field, code])).toEqual([
        [key, 'unknown-field'],
      ]);
    }
  });
  it('all that is wrong is said at once', () => {
    expect(codes('MemberJoined', { name: '', country: 'XX', joinedOn: '2024-02-30', x: 1 })).toEqual([
      'name text-empty',
      'country not-one-of',
      'joinedOn date-invalid',
      'x unknown-field',
    ]);
  });
  it('a long key or value is cut in the sentence', () => {
    const [key, value] = faults('MemberLeft', { leftOn: 'x'.repeat(100_000), ['y'.repeat(100_000)]: 1 });
    expect([key, value].map((fault) => (fault?.detail.length ?? 0) < 250)).toEqual([true, true]);
  });
});

describe('what belongs together', () => {
  it('a change of details changes something', () => {
    expect(codes('MemberDetailsChanged', { category: undefined })).toEqual([' value-invalid']);
  });
  it('an MoU has two parties or more, each once', () => {
    const parties = (...ids: string[]) => ({ parties: ids.map((partyId) => ({ partyId, name: partyId })) });
    expect(codes('MouProposed', parties('lcamp'))).toEqual(['parties list-too-short']);
    expect(codes('MouProposed', parties('lcamp', 'lcamp'))).toEqual(['parties value-invalid']);
    expect(codes('MouProposed', parties('lcamp', 'festo', 'sandvik'))).toEqual([]);
  });
  it("a survey's scale goes up, and it asks each question once", () => {
    expect(codes('SurveyOpened', { scale: { min: 5, max: 5 } })).toEqual(['scale value-invalid']);
    expect(codes('SurveyOpened', { questions: [] })).toEqual(['questions list-too-short']);
    const q1 = { id: 'q1', text: 'How?' };
    expect(codes('SurveyOpened', { questions: [q1, q1] })).toEqual(['questions value-invalid']);
    const [fault] = faults('SurveyOpened', { questions: [{ ...q1, id: 'q_1' }] });
    expect(fault?.detail).toBe('questions.0.id: "q_1" is not an id: 1 to 64 of A-Z, a-z, 0-9, . and -.');
  });
  it("a survey's satisfaction question is one of its questions, with a threshold in scale", () => {
    expect(codes('SurveyOpened', { satisfactionQuestion: undefined, satisfiedFrom: undefined })).toEqual([]);
    expect(codes('SurveyOpened', { satisfactionQuestion: undefined })).toEqual(['satisfactionQuestion missing']);
    expect(codes('SurveyOpened', { satisfiedFrom: undefined })).toEqual(['satisfiedFrom missing']);
    expect(codes('SurveyOpened', { satisfactionQuestion: 'q9' })).toEqual(['satisfactionQuestion value-invalid']);
    expect(codes('SurveyOpened', { satisfiedFrom: 6 })).toEqual(['satisfiedFrom number-out-of-range']);
    expect(codes('SurveyOpened', { satisfiedFrom: 5 })).toEqual([]);
  });
  it('a revision names a month or a date', () => {
    const said = (type: string, changes: object): string[] => faults(type, changes).map(({ detail }) => detail);
    expect(said('TargetRevised', { month: 48, date: '2024-12-31' })).toEqual([
      'month: 48 stands beside a date: give one of them.',
    ]);
    expect(said('BaselineRevised', { month: undefined })).toEqual(['month: needs either a month or a date.']);
    expect(codes('BaselineRevised', { month: undefined, date: '2024-12-31' })).toEqual([]);
    expect(codes('TargetRevised', { month: 601 })).toEqual(['month number-out-of-range']);
  });
  it('an edition is a number or a name', () => {
    expect(stored('RecommendationRevised', { edition: ' second ' })).toHaveProperty('edition', 'second');
    expect(codes('RecommendationRevised', { edition: 0 })).toEqual(['edition number-out-of-range']);
    expect(codes('RecommendationRevised', { edition: true })).toEqual(['edition wrong-type']);
  });
});

describe('dates in the life of the alliance', () => {
  const window = dateWindow(calendar, dayOf('2024-06-14'));
  const dated = (type: string, changes: object): string[] =>
    checkDates({ type, data: changed(type, changes) }, window).map(({ field, code }) => `${field} ${code}`);

  it('lie at most ten years before its start or after its end', () => {
    expect(dated('MemberJoined', { joinedOn: '2012-06-14' })).toEqual(['joinedOn date-out-of-range']);
    expect(dated('MemberJoined', { joinedOn: '2012-06-15' })).toEqual([]);
    expect(dated('SurveyOpened', { closesOn: '2036-06-14' })).toEqual([]);
    expect(dated('SurveyOpened', { closesOn: '2036-06-15' })).toEqual(['closesOn date-out-of-range']);
    expect(dated('MouExtended', { agreedOn: '2024-06-01', expiresOn: '9999-12-31' })).toEqual([
      'expiresOn date-out-of-range',
    ]);
  });
  it('months count as dates', () => {
    expect(dated('ActivityPlanned', { start: 'M168', end: '2036-06' })).toEqual([]);
    expect(dated('ActivityPlanned', { start: 'M169', end: '2036-07' })).toEqual([
      'start date-out-of-range',
      'end date-out-of-range',
    ]);
    expect(dated('TargetRevised', { month: 600, revisedOn: '2024-01-01' })).toEqual(['month date-out-of-range']);
  });
  it('so does the month of a report, which its stream names; it can be taken back all the same', () => {
    const of = (type: string, id: string): string[] => {
      const fact = { type, data: { submittedOn: '2024-06-14' }, name: { category: 'month', allianceId: 'lcamp', id } };
      return checkDates(fact as Parameters<typeof checkDates>[0], window).map(({ detail }) => detail);
    };
    expect(of('ReportSubmitted', 'm168')).toEqual([]);
    expect(of('ReportSubmitted', 'm169')).toEqual([
      "month: M169 lies outside 2012-06-15 to 2036-06-14: the alliance's life and ten years around it.",
    ]);
    expect(of('EventRetracted', 'm169')).toEqual([]);
  });
  it("so do a framework's", () => {
    const { framework } = eventDefinition('FrameworkAdopted')?.example as { framework: object };
    const milestones = [
      { id: 'M', title: 'M', condition: { indicator: 'I3', atLeast: 1 }, due: { date: '2040-01-01' } },
    ];
    expect(dated('FrameworkAdopted', { framework: { ...framework, milestones } })).toEqual([
      'framework.milestones.0.due.date date-out-of-range',
    ]);
  });
  it('what happened lies at most a day ahead', () => {
    expect(dated('MemberJoined', { joinedOn: '2024-06-15' })).toEqual([]);
    expect(dated('MemberJoined', { joinedOn: '2024-06-16' })).toEqual(['joinedOn in-future']);
    expect(dated('EvidenceAdded', { addedOn: '2024-06-16' })).toEqual(['addedOn in-future']);
  });
  it('an alliance may start in the future, and what is planned lies there', () => {
    expect(dated('AllianceEstablished', { startsOn: '2025-01-01' })).toEqual([]);
    expect(dated('SurveyOpened', { closesOn: '2025-01-01' })).toEqual([]);
    expect(dated('MouExtended', { agreedOn: '2024-06-01', expiresOn: '2030-01-01' })).toEqual([]);
  });
  it('a retraction has no date; the questions of a survey are no dates, whatever they are called', () => {
    expect(dated('EventRetracted', {})).toEqual([]);
    expect(dated('SurveyAnswered', { answers: { date: 1, month: 999 } })).toEqual([]);
  });
  it('the sentence names the window', () => {
    const [fault] = checkDates({ type: 'MemberLeft', data: { leftOn: '2011-01-01' } }, window);
    expect(fault?.detail).toBe(
      "leftOn: 2011-01-01 lies outside 2012-06-15 to 2036-06-14: the alliance's life and ten years around it.",
    );
  });
});

describe('checking again what was stored', () => {
  it(`changes nothing more (seed ${SEED})`, () => {
    let accepted = 0;
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        (name, reason) => {
          for (const [type, changes] of [
            ['MemberJoined', { name }],
            ['MemberLeft', { reason }],
            ['PlatformReleased', { version: reason }],
          ] as const) {
            const checked = checkData(type, changed(type, changes));
            if (!checked.ok) continue;
            accepted++;
            expect(checkData(type, checked.data)).toEqual(checked);
          }
        },
      ),
      { seed: SEED, numRuns: 1_000 },
    );
    expect(accepted).toBeGreaterThan(1_000);
  });
  it(`no value of any kind makes the check throw (seed ${SEED})`, () => {
    const types = ['MemberJoined', 'FrameworkAdopted', 'SurveyOpened', 'SurveyAnswered', 'ReportSealed'];
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.nat(), fc.jsonValue(), (type, which, value) => {
        const fields = Object.keys(eventDefinition(type)?.example ?? {});
        const checked = checkData(type, changed(type, { [fields[which % fields.length] as string]: value }));
        if (!checked.ok) {
          expect(checked.faults.length).toBeGreaterThan(0);
          for (const { code, detail } of checked.faults)
            expect([code in refusals, detail.endsWith('.')]).toEqual([true, true]);
        }
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });
});
