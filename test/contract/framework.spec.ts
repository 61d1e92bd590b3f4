// Contract, sections 2 to 5: adopting and revising a framework, reported values, and what of them is refused.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALLIANCE, type Answer, expectStatus, RunningService } from '../end-to-end/running-service.js';
import { framework } from '../end-to-end/small-alliance.js';

const [, , I3] = framework.indicators;

describe('the framework', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
    expectStatus(await adopt(framework, '2022-06-15'), 201);
  });
  afterAll(() => service.stop());

  const adoption = (adopted: object, adoptedOn: string) => ({
    method: 'PUT',
    path: `${ALLIANCE}/framework`,
    body: { adoptedOn, framework: adopted },
  });
  const adopt = (adopted: object, adoptedOn: string): Promise<Answer> => service.call(adoption(adopted, adoptedOn));
  const withIndicator = (changes: object): object => ({
    ...framework,
    indicators: [...framework.indicators.slice(0, 2), { ...I3, ...changes }, ...framework.indicators.slice(3)],
  });
  const withMilestone = (changes: object): object => ({
    ...framework,
    milestones: [{ ...framework.milestones[0], ...changes }],
  });
  const post = (path: string, body: object) => ({ method: 'POST', path: ALLIANCE + path, body });

  it.each<readonly [what: string, framework: object, code: string, field: string]>([
    [
      "a kind of measure that there isn't",
      withIndicator({ measure: { kind: 'mousCounted' } }),
      'not-one-of',
      'framework.indicators.2.measure.kind',
    ],
    ['a unit that is none', withIndicator({ unit: 'pieces' }), 'value-invalid', 'framework.indicators.2.unit'],
    [
      'a target with month and date',
      withIndicator({ targets: [{ value: 5, month: 48, date: '2026-06-14' }] }),
      'value-invalid',
      'framework.indicators.2.targets.0',
    ],
    [
      'a yes/no target for a count',
      withIndicator({ targets: [{ value: true, month: 48 }] }),
      'framework-inconsistent',
      'framework.indicators.2.targets.0.value',
    ],
    [
      "an objective that there isn't",
      withIndicator({ objective: 'SO9' }),
      'framework-inconsistent',
      'framework.indicators.2.objective',
    ],
    [
      'an indicator twice',
      { ...framework, indicators: [...framework.indicators, I3] },
      'framework-inconsistent',
      'framework.indicators.8.id',
    ],
    [
      "a milestone over an indicator that there isn't",
      withMilestone({ condition: { indicator: 'I99', atLeast: 1 } }),
      'framework-inconsistent',
      'framework.milestones.0.condition',
    ],
    [
      'a condition with two comparisons',
      withMilestone({ condition: { indicator: 'I3', atLeast: 1, atMost: 5 } }),
      'value-invalid',
      'framework.milestones.0.condition',
    ],
    [
      'a baseline without value and label',
      withIndicator({ baseline: { month: 17 } }),
      'value-invalid',
      'framework.indicators.2.baseline',
    ],
    ['an unknown field', { ...framework, author: 'x' }, 'unknown-field', 'framework.author'],
    ['no indicators', { ...framework, indicators: [] }, 'list-too-short', 'framework.indicators'],
  ])('refuses %s', async (_what, adopted, code, field) => {
    await service.refuses(adoption(adopted, '2023-01-01'), { status: 400, code, field });
  });

  it.each([
    [
      'targets that do not increase in time',
      [
        { value: 3, month: 48 },
        { value: 5, month: 24 },
      ],
    ],
    [
      'two targets on one day',
      [
        { value: 3, month: 48 },
        { value: 5, date: '2026-06-14' },
      ],
    ],
    ['a target on the day of the baseline', [{ value: 5, month: 17 }]],
  ])('refuses %s', async (_what, targets) => {
    const before = await service.head();
    const { status, text } = await adopt(withIndicator({ targets }), '2023-01-01');
    // Two months are compared within the framework, a month and a date with the alliance's calendar.
    expect(text).toMatch(/"\/problems\/(framework-inconsistent|anchors-not-increasing)"/);
    expect([400, 409]).toContain(status);
    expect(await service.head()).toEqual(before);
  });

  it('refuses revisions that would break the order of baseline and targets, or come before the adoption', async () => {
    const revision = { indicatorId: 'I3', value: 2, revisedOn: '2024-01-10', reason: 'Agreed.' };
    await service.refuses(post('/framework/targets', { ...revision, month: 17 }), {
      status: 409,
      code: 'anchors-not-increasing',
    });
    await service.refuses(post('/framework/baselines', { ...revision, month: 48 }), {
      status: 409,
      code: 'anchors-not-increasing',
    });
    await service.refuses(post('/framework/targets', { ...revision, month: 24, date: '2024-06-14' }), {
      status: 400,
      code: 'value-invalid',
    });
    await service.refuses(post('/framework/targets', { ...revision, value: true, month: 24 }), {
      status: 400,
      code: 'value-does-not-fit',
    });
  });

  it('takes reported values only where the measure is `reported`, and of the unit', async () => {
    const report = { indicatorId: 'I7', value: 5, measuredOn: '2024-01-10' };
    await service.refuses(post('/measurements', { ...report, indicatorId: 'I3' }), {
      status: 409,
      code: 'indicator-not-reported',
      field: 'indicatorId',
    });
    await service.refuses(post('/measurements', { ...report, value: true }), {
      status: 400,
      code: 'value-does-not-fit',
    });
    await service.refuses(post('/measurements', { ...report, value: '5' }), {
      status: 400,
      code: 'wrong-type',
      field: 'value',
    });
    await service.record('/measurements', report);
    await service.record('/measurements', { ...report, value: 6.25, measuredOn: '2024-01-09' });
    const indicator = await service.read<{ value: number }>(`${ALLIANCE}/indicators/I7?at=2024-01-10`);
    expect(indicator.value).toBe(5);
  });

  it('replaces the framework, and the revisions made to it, from the day of a second adoption on', async () => {
    await service.record('/framework/targets', {
      indicatorId: 'I3',
      month: 48,
      value: 4,
      revisedOn: '2024-01-10',
      reason: 'Agreed.',
    });
    expectStatus(
      await adopt(withIndicator({ title: 'Memoranda', targets: [{ value: 6, month: 48 }] }), '2024-06-01'),
      201,
    );
    const at = async (day: string): Promise<unknown> => {
      const { title, targets } = await service.read<{ title: string; targets: { value: number }[] }>(
        `${ALLIANCE}/indicators/I3?at=${day}`,
      );
      return [title, targets.map(({ value }) => value)];
    };
    expect(await at('2024-01-09')).toEqual(['MoUs signed', [5]]);
    expect(await at('2024-05-31')).toEqual(['MoUs signed', [4]]);
    expect(await at('2024-06-01')).toEqual(['Memoranda', [6]]);
    // Before the first adoption the first framework applies.
    expect(await at('2020-01-01')).toEqual(['MoUs signed', [5]]);
  });

  it('is answered with what its source says of baselines and targets, and without a day that it does not state', async () => {
    const baseline = { value: 1, label: '1', note: 'Where it was measured is not stated.' };
    const targets = [
      { value: 3, date: '2025-06-30', note: 'Halfway.' },
      { value: 5, month: 48 },
    ];
    const stated = withIndicator({ baseline, targets });
    expectStatus(await adopt(stated, '2024-07-01'), 201);
    const answered = await service.read<object>(`${ALLIANCE}/framework?at=2024-07-01`);
    expect(answered).toMatchObject({ framework: stated });
    const { indicators } = (answered as { framework: typeof framework }).framework;
    expect(indicators[2]).toEqual({ ...I3, baseline, targets });
    const revision = { indicatorId: 'I3', value: 4, date: '2025-06-30', revisedOn: '2024-07-02', reason: 'Agreed.' };
    await service.record('/framework/targets', revision);
    const revised = await service.read<{ framework: typeof framework }>(`${ALLIANCE}/framework?at=2024-07-02`);
    expect(revised.framework.indicators[2]?.targets).toEqual([{ value: 4, date: '2025-06-30' }, targets[1]]);
  });
});
