// A results framework: adopted, revised, and adopted anew. The anchors of an indicator increase in time.
import { describe, expect, it } from '@jest/globals';
import { dayOf } from '../../../projections/calendar.js';
import { corrected, fact, given, nothing } from '../stream.given.js';
import { effectiveFacts } from '../timeline.js';
import { indicatorOn } from './framework.decider.js';

const indicator = (id: string, changes: object = {}) => ({
  id,
  title: `Indicator ${id}`,
  unit: 'count',
  direction: 'up',
  measure: { kind: 'mousSigned' },
  baseline: { value: 40, month: 17 },
  targets: [
    { value: 60, month: 36 },
    { value: 100, month: 48 },
  ],
  ...changes,
});
const yesNo = { unit: 'yesNo', measure: { kind: 'platformReleased' }, baseline: { value: false, month: 0 } };
const adopted = (adoptedOn: string, ...indicators: object[]) =>
  fact('FrameworkAdopted', {
    adoptedOn,
    framework: { id: 'f', title: 'Framework', objectives: [], indicators, milestones: [] },
  });
const targetRevised = (revisedOn: string, revision: object) =>
  fact('TargetRevised', { indicatorId: 'I3', value: 90, revisedOn, reason: 'Agreed with the funder.', ...revision });
const baselineRevised = (revisedOn: string, revision: object) =>
  fact('BaselineRevised', { indicatorId: 'I3', value: 38, revisedOn, reason: 'Counted twice.', ...revision });

const framework = adopted(
  '2023-06-01',
  indicator('I3'),
  indicator('I6', { ...yesNo, targets: [{ value: true, month: 12 }] }),
);

describe('revising a framework', () => {
  it('a target of the framework, or one that it adds', () => {
    given('framework', framework)
      .when(targetRevised('2024-02-01', { month: 48 }), targetRevised('2024-03-01', { date: '2025-01-31' }))
      .isAccepted();
  });
  it('not before an adoption', () => {
    given('framework', framework)
      .when(targetRevised('2023-05-31', { month: 48 }))
      .isRefused('framework-not-adopted');
    nothing('framework')
      .when(targetRevised('2023-05-31', { month: 48 }))
      .isRefused('framework-unknown');
  });
  it('only an indicator that the framework in effect then has', () => {
    const both = given('framework', framework, adopted('2024-06-01', indicator('I9')));
    both.when(targetRevised('2024-05-31', { month: 48 })).isAccepted();
    both.when(targetRevised('2024-06-01', { month: 48 })).isRefused('indicator-unknown');
    both.when(targetRevised('2024-06-01', { indicatorId: 'I9', month: 48 })).isAccepted();
  });
  it("with a value that fits the indicator's unit", () => {
    const revised = given('framework', framework);
    revised.when(targetRevised('2024-02-01', { month: 48, value: true })).isRefused('value-does-not-fit');
    revised
      .when(targetRevised('2024-02-01', { indicatorId: 'I6', month: 12, value: 1 }))
      .isRefused('value-does-not-fit');
    revised.when(targetRevised('2024-02-01', { indicatorId: 'I6', month: 12, value: true })).isAccepted();
  });
  it('a baseline stays before the first target, whether they name months or dates', () => {
    const revised = given('framework', framework);
    // M36 ends on 2025-06-14.
    revised.when(baselineRevised('2024-02-01', { month: 35 })).isAccepted();
    revised.when(baselineRevised('2024-02-01', { month: 36 })).isRefused('anchors-not-increasing');
    revised.when(baselineRevised('2024-02-01', { date: '2025-06-13' })).isAccepted();
    revised.when(baselineRevised('2024-02-01', { date: '2025-06-14' })).isRefused('anchors-not-increasing');
  });
  it('a new target stays after the baseline', () => {
    // M17 ends on 2023-11-14.
    given('framework', framework)
      .when(targetRevised('2024-02-01', { date: '2023-11-14' }))
      .isRefused('anchors-not-increasing');
    given('framework', framework)
      .when(targetRevised('2024-02-01', { date: '2023-11-15' }))
      .isAccepted();
  });
  it('an earlier revision recorded later must leave the later ones possible', () => {
    given('framework', framework, targetRevised('2024-06-01', { date: '2024-01-15' }))
      .when(baselineRevised('2024-03-01', { date: '2024-01-15' }))
      .isRefused('later-fact-without-ground', 'TargetRevised of 2024-06-01');
  });
});

describe('adopting a framework', () => {
  it('a second one replaces the first and its revisions', () => {
    given('framework', framework, baselineRevised('2024-02-01', { month: 35 }))
      .when(adopted('2024-06-01', indicator('I3')), targetRevised('2024-07-01', { month: 18 }))
      .isAccepted();
  });
  it('between an adoption and its revision, without the indicator, takes the ground away', () => {
    given('framework', framework, targetRevised('2024-06-01', { month: 48 }))
      .when(adopted('2024-05-01', indicator('I9')))
      .isRefused('later-fact-without-ground', 'TargetRevised of 2024-06-01');
  });
  it('whose targets do not increase is malformed', () => {
    const refusedWith = (changes: object): void =>
      nothing('framework')
        .when(adopted('2023-06-01', indicator('I3', changes)))
        .isRefused('framework-inconsistent');
    refusedWith({ baseline: { value: 40, month: 36 } });
    refusedWith({
      targets: [
        { value: 100, month: 48 },
        { value: 60, month: 36 },
      ],
    });
    refusedWith({
      targets: [
        { value: 60, month: 36 },
        { value: 100, date: '2025-06-14' },
      ],
    });
    refusedWith({ baseline: undefined, targets: [{ value: 1, month: 0 }] });
  });
  it('is corrected in place', () => {
    given('framework', framework, targetRevised('2024-06-01', { month: 48 }))
      .when(corrected('FrameworkAdopted of 2023-06-01', adopted('2023-06-01', indicator('I3'))))
      .isAccepted();
  });
});

describe('the framework in effect', () => {
  const facts = effectiveFacts([framework, adopted('2024-06-01', indicator('I9'))]);
  const ids = (day: string): string[] => ['I3', 'I9'].filter((id) => indicatorOn(facts, dayOf(day), id) !== undefined);
  it('is the newest adopted by then; before the first adoption, the first', () => {
    expect([ids('2020-01-01'), ids('2024-05-31'), ids('2024-06-01')]).toEqual([['I3'], ['I3'], ['I9']]);
  });
});
