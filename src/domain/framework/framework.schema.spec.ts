// A framework as data: its forms, and that it doesn't contradict itself.
import { describe, expect, it } from '@jest/globals';
import { calendar } from '../stream.given.js';
import { checkWith } from '../validation.js';
import { anchorProblems } from './framework.anchors.js';
import { framework as schema, type Framework } from './framework.schema.js';

const indicator = (id: string, changes: object = {}) => ({
  id,
  objective: 'SO2',
  title: `Indicator ${id}`,
  unit: 'count',
  direction: 'up',
  measure: { kind: 'mousSigned' },
  ...changes,
});
const yesNo = (changes: object = {}) =>
  indicator('I6', { unit: 'yesNo', measure: { kind: 'platformReleased' }, ...changes });
const milestone = (condition: object, changes: object = {}) => ({
  id: 'MS1',
  title: 'Milestone',
  condition,
  ...changes,
});
const framework = (changes: object = {}) => ({
  id: 'lcamp',
  title: 'Results framework',
  objectives: [{ id: 'SO2', title: 'Inform and attract', challenges: [1, 2], workPackages: [2] }],
  indicators: [indicator('I3')],
  milestones: [],
  ...changes,
});
function codes(changes: object): string[] {
  const checked = checkWith(schema, framework(changes));
  return checked.ok ? [] : checked.faults.map(({ field, code }) => `${field} ${code}`);
}
const withIndicator = (...indicators: object[]): string[] => codes({ indicators });
const withCondition = (condition: object): string[] =>
  codes({ indicators: [indicator('I3'), yesNo()], milestones: [milestone(condition)] });

describe("a framework's indicators", () => {
  it.each([
    [{ kind: 'membersJoined', countedCategories: ['affiliate'] }],
    [{ kind: 'membersActive', countedCategories: ['projectPartner'] }],
    [{ kind: 'mousSigned', party: 'lcamp' }],
    [{ kind: 'mousInForce', party: 'lcamp' }],
    [{ kind: 'recommendationsPublished' }],
    [{ kind: 'satisfaction' }],
    [{ kind: 'activitiesCompleted', workPackage: 2 }],
    [{ kind: 'reported' }],
  ])('are measured by %j', (measure) => {
    expect(withIndicator(indicator('I3', { measure }))).toEqual([]);
  });
  it.each([[{ kind: 'officialRegistration' }], [{ kind: 'platformReleased' }], [{ kind: 'reported' }]])(
    'with yes or no by %j',
    (measure) => {
      expect(withIndicator(yesNo({ measure }))).toEqual([]);
    },
  );
  it('are not measured by what there is not, or by what does not belong to the measure', () => {
    expect(withIndicator(indicator('I3', { measure: { kind: 'likes' } }))).toEqual([
      'indicators.0.measure.kind not-one-of',
    ]);
    expect(withIndicator(indicator('I3', { measure: { kind: 'satisfaction', party: 'lcamp' } }))).toEqual([
      'indicators.0.measure.party unknown-field',
    ]);
    expect(withIndicator(indicator('I3', { measure: { kind: 'membersJoined', countedCategories: ['all'] } }))).toEqual([
      'indicators.0.measure.countedCategories.0 not-one-of',
    ]);
  });
  it('have a unit that fits their measure', () => {
    for (const unit of ['count', 'percent', 'number', 'EUR']) {
      expect(withIndicator(indicator('I9', { unit, measure: { kind: 'reported' } }))).toEqual([]);
    }
    expect(withIndicator(indicator('I3', { unit: 'euro' }))).toEqual(['indicators.0.unit value-invalid']);
    expect(withIndicator(indicator('I3', { unit: 'yesNo' }))).toEqual(['indicators.0.unit framework-inconsistent']);
    expect(withIndicator(yesNo({ unit: 'count' }))).toEqual(['indicators.0.unit framework-inconsistent']);
  });
  it('have a baseline with a value, or a label in its place', () => {
    const based = (baseline: object): string[] => withIndicator(indicator('I3', { baseline }));
    expect(based({ value: 40, month: 17, label: '40 measured on M17' })).toEqual([]);
    expect(based({ label: 'Partners + associate + affiliate' })).toEqual([]);
    expect(based({ value: 40, date: '2023-11-14' })).toEqual([]);
    expect(based({ month: 17 })).toEqual(['indicators.0.baseline value-invalid']);
    expect(based({ value: 40, month: 17, date: '2023-11-14' })).toEqual(['indicators.0.baseline value-invalid']);
  });
  it('have targets with a month or a date, of the kind of their unit', () => {
    const target = (target: object): string[] => withIndicator(indicator('I3', { targets: [target] }));
    expect(target({ value: 100, month: 48 })).toEqual([]);
    expect(target({ value: 100, date: '2026-06-14' })).toEqual([]);
    expect(target({ value: 100 })).toEqual(['indicators.0.targets.0 value-invalid']);
    expect(target({ value: true, month: 48 })).toEqual(['indicators.0.targets.0.value framework-inconsistent']);
    expect(withIndicator(yesNo({ baseline: { value: 0, month: 0 }, targets: [{ value: 1, month: 12 }] }))).toEqual([
      'indicators.0.baseline.value framework-inconsistent',
      'indicators.0.targets.0.value framework-inconsistent',
    ]);
  });
  it('are there, once each, under an objective that is there', () => {
    expect(codes({ indicators: [] })).toEqual(['indicators list-too-short']);
    expect(withIndicator(indicator('I3'), indicator('I3'))).toEqual(['indicators.1.id framework-inconsistent']);
    const [objective] = framework().objectives;
    expect(codes({ objectives: [objective, objective] })).toEqual(['objectives.1.id framework-inconsistent']);
    expect(withIndicator(indicator('I3', { objective: 'SO9' }))).toEqual([
      'indicators.0.objective framework-inconsistent',
    ]);
    expect(withIndicator(indicator('I3', { objective: undefined }))).toEqual([]);
  });
  it('carry notes, sources and who is responsible', () => {
    const more = {
      note: 'Signed, whenever.',
      source: 'Annex II',
      responsible: 'EARLALL',
      meansOfVerification: 'Copies',
      measuredAt: [48],
    };
    expect(withIndicator(indicator('I3', more))).toEqual([]);
    expect(codes({ note: 'As printed.', notes: 'Figure 1 is cut off.' })).toEqual([]);
  });
});

describe("a framework's milestones", () => {
  it.each([
    [{ indicator: 'I3', atLeast: 100 }],
    [{ indicator: 'I3', companion: 'inForce', atMost: 5.5 }],
    [{ indicator: 'I6', equals: true }],
    [
      {
        all: [
          { indicator: 'I3', atLeast: 1 },
          {
            any: [
              { indicator: 'I6', equals: true },
              { indicator: 'I3', atLeast: 9 },
            ],
          },
        ],
      },
    ],
  ])('are achieved when %j', (condition) => {
    expect(withCondition(condition)).toEqual([]);
  });
  it('not when a condition compares nothing, twice, or what there is not', () => {
    expect(withCondition({ indicator: 'I3' })).toEqual(['milestones.0.condition value-invalid']);
    expect(withCondition({ indicator: 'I3', atLeast: 1, atMost: 2 })).toEqual(['milestones.0.condition value-invalid']);
    expect(withCondition({ indicator: 'I3', companion: 'progress', atLeast: 1 })).toEqual([
      'milestones.0.condition.companion not-one-of',
    ]);
    expect(withCondition({ indicator: 'I9', atLeast: 1 })).toEqual(['milestones.0.condition framework-inconsistent']);
    expect(withCondition({ any: [{ all: [{ indicator: 'I9', atLeast: 1 }] }] })).toEqual([
      'milestones.0.condition framework-inconsistent',
    ]);
    expect(withCondition({ all: [] })).toEqual(['milestones.0.condition.all list-too-short']);
    expect(withCondition({ any: [{ indicator: 'I3', atLeast: 'x' }] })).toEqual([
      'milestones.0.condition.any.0.atLeast wrong-type',
    ]);
  });
  it('are due in a month, on a date, or not stated', () => {
    const due = (due?: object): string[] =>
      codes({ milestones: [milestone({ indicator: 'I3', atLeast: 1 }, due === undefined ? {} : { due })] });
    expect([due({ month: 17 }), due({ date: '2024-12-31' }), due()]).toEqual([[], [], []]);
    expect(due({})).toEqual(['milestones.0.due value-invalid']);
    expect(due({ month: 17, date: '2023-11-14' })).toEqual(['milestones.0.due value-invalid']);
  });
  it('are there once each, under an objective that is there', () => {
    const met = { indicator: 'I3', atLeast: 1 };
    expect(codes({ milestones: [milestone(met), milestone(met, { objective: 'SO9' })] })).toEqual([
      'milestones.1.id framework-inconsistent',
      'milestones.1.objective framework-inconsistent',
    ]);
  });
});

describe('the anchors of a framework', () => {
  const problems = (changes: object): string[] => {
    const checked = checkWith(schema, framework({ indicators: [indicator('I3', changes)] }));
    if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
    return anchorProblems(checked.data as Framework, calendar).map(
      ({ path, message }) => `${path.join('.')} ${message}`,
    );
  };
  it('increase, across months and dates', () => {
    expect(
      problems({
        baseline: { value: 0, month: 17 },
        targets: [
          { value: 1, date: '2023-11-15' },
          { value: 2, month: 18 },
        ],
      }),
    ).toEqual([]);
    expect(problems({ baseline: { value: 0, month: 17 }, targets: [{ value: 1, date: '2023-11-14' }] })).toEqual([
      "indicators.0.targets.0 I3: the target of 2023-11-14 doesn't lie after the baseline (2023-11-14)",
    ]);
    expect(
      problems({
        targets: [
          { value: 1, month: 24 },
          { value: 2, date: '2024-06-14' },
        ],
      }),
    ).toEqual(["indicators.0.targets.1 I3: the target of 2024-06-14 doesn't lie after the target before it"]);
  });
  it('without a baseline begin at month 0, the day before the start', () => {
    expect(problems({ targets: [{ value: 1, date: '2022-06-14' }] })).toHaveLength(1);
    expect(problems({ targets: [{ value: 1, date: '2022-06-15' }] })).toEqual([]);
  });
});
