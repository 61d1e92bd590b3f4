// What facts would change, over HTTP: the figures before and after are those that recording them gives, what would be
// refused is what the commands refuse, and nothing is stored.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALLIANCE, expectStatus, member, NOW, type Problem, type Recorded, RunningService } from './running-service.js';
import { facts, framework, RECORDED } from './small-alliance.js';

interface Figure {
  readonly value: unknown;
  readonly companions: Readonly<Record<string, unknown>>;
  readonly status: string;
}
interface Compared {
  readonly id: string;
  readonly before: Figure;
  readonly after: Figure;
}
interface WhatIf {
  readonly at: string;
  readonly month: number | null;
  readonly refused: readonly (Problem & { readonly in: string })[];
  readonly indicators: readonly Compared[];
  readonly milestones: readonly Compared[];
  readonly likelyDuplicates: readonly { readonly name: string; readonly like: readonly { id: string }[] }[];
}

describe('what-if', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
    service.now = RECORDED;
    await service.establish();
    const body = { adoptedOn: '2022-06-15', framework };
    expectStatus(await service.call({ method: 'PUT', path: `${ALLIANCE}/framework`, body }), 201);
    for (const [path, fact] of facts) await service.record(path, fact);
    service.now = NOW;
  });
  afterAll(() => service.stop());

  /** Asks, and checks that the log and the figures stay as they were. */
  async function whatIf(request: object): Promise<WhatIf> {
    const stored = async (): Promise<unknown> => [await service.head(), (await figures()).indicators];
    const before = await stored();
    const answer = await service.post(`${ALLIANCE}/what-if`, request);
    expectStatus(answer, 200);
    expect(await stored()).toEqual(before);
    return answer.json<WhatIf>();
  }
  const figures = (): Promise<{ indicators: (Figure & { id: string })[] }> => service.read(`${ALLIANCE}/indicators`);
  const changed = ({ indicators, milestones }: WhatIf): unknown =>
    [...indicators, ...milestones]
      .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
      .map(({ id, before, after }) => [id, before.value ?? before.status, after.value ?? after.status]);
  const asFigures = (list: readonly (Figure & { id: string })[]): unknown =>
    list.map(({ id, value, companions, status }) => [id, { value, companions, status }]);

  it('says what is refused of a fact as its command does, with the field, and changes nothing for it', async () => {
    const fact = member('nowhere', { country: 'XX', joinedOn: '2023-02-30' });
    const answer = await whatIf({ assume: [{ type: 'MemberJoined', data: fact }] });
    const refusal = await service.refuses(
      { method: 'POST', path: `${ALLIANCE}/members`, body: fact },
      { status: 400, code: answer.refused[0]?.type.split('/').at(-1) ?? '' },
    );
    expect(answer.refused).toEqual([
      expect.objectContaining({ type: refusal.type, detail: refusal.detail, in: 'assume', index: 0 }),
    ]);
    expect(answer.refused[0]?.errors?.map(({ field }) => field)).toEqual(refusal.errors?.map(({ field }) => field));
    expect(changed(answer)).toEqual([]);
  });

  it('judges facts together, and names the one that is refused', async () => {
    const signing = (id: string, partyId: string): object => ({
      ...{ type: 'MouSigned', id },
      data: { partyId, signedOn: '2025-03-01' },
    });
    const { refused } = await whatIf({ assume: [signing('no-such', 'lcamp')] });
    expect(refused).toEqual([expect.objectContaining({ type: '/problems/mou-unknown', in: 'assume', index: 0 })]);
    const proposed = {
      type: 'MouProposed',
      data: {
        mouId: 'assumed',
        title: 'Assumed',
        parties: [
          { partyId: 'lcamp', name: 'LCAMP' },
          { partyId: 'danobat', name: 'Danobat' },
        ],
        proposedOn: '2025-02-01',
      },
    };
    const answer = await whatIf({ assume: [proposed, signing('assumed', 'lcamp'), signing('assumed', 'danobat')] });
    expect(answer.refused).toEqual([]);
    const [before] = (await figures()).indicators.filter(({ id }) => id === 'I3');
    expect(answer.indicators.find(({ id }) => id === 'I3')).toMatchObject({
      before: { value: before?.value },
      after: { value: Number(before?.value) + 1 },
    });
  });

  it('gives the figures that recording gives: facts left out, corrected and added, of every kind', async () => {
    const { events } = await service.read<{ events: { id: string; type: string; data: Record<string, unknown> }[] }>(
      `${ALLIANCE}/events?limit=1000`,
    );
    const joined = events.find(({ type }) => type.endsWith('MemberJoined'));
    const answered = events.find(({ type }) => type.endsWith('SurveyAnswered'));
    const registered = events.find(({ type }) => type.endsWith('OfficialRegistrationPublished'));
    const right = { ...joined?.data, joinedOn: '2024-05-01', country: 'SE' };
    const published = { recommendationId: 'new', title: 'New', audience: ['All'], publishedOn: '2025-01-01' };
    const target = { indicatorId: 'I2', month: 48, value: 1, revisedOn: '2025-01-01', reason: 'Fewer' };
    const answer = await whatIf({
      leaveOut: [joined?.id, answered?.id, registered?.id],
      assume: [
        { type: 'MemberJoined', data: right, corrects: joined?.id },
        { type: 'RecommendationPublished', data: published },
        { type: 'TargetRevised', data: target },
      ],
    });
    expect(answer.refused).toEqual([]);
    const before = await figures();
    expect(answer.indicators.map(({ id, before: was }) => [id, was])).toEqual(asFigures(before.indicators));

    await service.record(`/events/${joined?.id ?? ''}/correction`, { reason: 'Late', data: right });
    for (const id of [answered?.id ?? '', registered?.id ?? ''])
      await service.record(`/events/${id}/retraction`, { reason: 'Wrong' });
    await service.record('/recommendations', published);
    await service.record('/framework/targets', target);
    expect(answer.indicators.map(({ id, after: is }) => [id, is])).toEqual(asFigures((await figures()).indicators));
    expect(changed(answer)).not.toEqual([]);
    const { milestones } = await service.read<{ milestones: Compared[] }>(`${ALLIANCE}/milestones`);
    expect(answer.milestones.map(({ id, after: is }) => [id, is.status])).toEqual(
      milestones.map(({ id, status }: { id: string; status?: string }) => [id, status]),
    );
  });

  it('refuses to leave out what another fact stands on', async () => {
    const { eventId }: Recorded = await service.record('/members', member('leaver', { joinedOn: '2024-01-01' }));
    const left = await service.record('/members/leaver/departure', { leftOn: '2024-03-01' });
    const { refused } = await whatIf({ leaveOut: [eventId] });
    expect(refused).toEqual([expect.objectContaining({ status: 409, in: 'leaveOut', index: 0 })]);
    expect((await whatIf({ leaveOut: [eventId, left.eventId] })).refused).toEqual([]);
  });

  it('tells what becomes of each fact that would correct the same one, however its id is written', async () => {
    const { eventId }: Recorded = await service.record('/members', member('twice', { joinedOn: '2024-01-01' }));
    const { eventId: other }: Recorded = await service.record('/members', member('other', { joinedOn: '2024-01-01' }));
    const correcting = (data: object): object => ({ type: 'MemberJoined', data, corrects: eventId });
    const right = correcting(member('twice', { joinedOn: '2024-02-01' }));
    const request = { leaveOut: [eventId.toUpperCase(), other.toUpperCase()] };
    expect((await whatIf({ ...request, assume: [right] })).refused).toEqual([]);
    const { refused } = await whatIf({ ...request, assume: [correcting({ memberId: 'twice' }), right, right] });
    expect(refused.map(({ index, status }) => [index, status])).toEqual([
      [0, 400],
      [2, 409],
    ]);
  });

  it('tells also of a fact that would correct what can’t be left out, which is no event', async () => {
    const nowhere = '01890a5d-ac96-774b-bcce-b302099a8057';
    const data = member('x', { joinedOn: '2024-03-01' });
    const { refused, ...answer } = await whatIf({
      ...{ leaveOut: [nowhere], assume: [{ type: 'MemberJoined', data, corrects: nowhere }] },
    });
    expect(refused.map((each) => [each.in, each.index, each.type])).toEqual([
      ['leaveOut', 0, '/problems/event-unknown'],
      ['assume', 0, '/problems/event-unknown'],
    ]);
    expect(changed({ refused, ...answer })).toEqual([]);
  });

  it('compares at another day', async () => {
    const request = { assume: [{ type: 'MemberJoined', data: member('late', { joinedOn: '2025-06-01' }) }] };
    expect(changed(await whatIf({ ...request, at: 'M24' }))).toEqual([]);
    expect(changed(await whatIf(request))).not.toEqual([]);
  });

  it('warns of names that are likely the same organisation under another id', async () => {
    await service.record('/members', member('festo', { name: 'Festo', joinedOn: '2024-01-01' }));
    const named = async (memberId: string, name: string): Promise<unknown> => {
      const { likelyDuplicates } = await whatIf({
        assume: [{ type: 'MemberJoined', data: member(memberId, { name }) }],
      });
      return likelyDuplicates.flatMap(({ like }) => like.map(({ id }) => id));
    };
    expect(await named('festo-se', 'FESTO SE')).toEqual(['festo']);
    expect(await named('another', 'Festo')).toEqual(['festo']);
    expect(await named('bosch', 'Bosch')).toEqual([]);
  });

  it('names the field of a request that is malformed', async () => {
    const bad = (body: object) => ({ method: 'POST', path: `${ALLIANCE}/what-if`, body });
    const invalid = { status: 400, code: 'request-invalid' };
    await service.refuses(bad({ assume: [{ type: 'MemberLeft', data: 'x' }] }), { ...invalid, field: 'assume.0.data' });
    await service.refuses(bad({ assume: [{ type: 'X', data: {}, more: 1 }] }), { ...invalid, field: 'assume.0.more' });
    await service.refuses(bad({ leaveOut: 'all' }), { ...invalid, field: 'leaveOut' });
    for (const field of ['at', 'leaveOut', 'assume'])
      await service.refuses(bad({ [field]: null }), { ...invalid, field });
    const left = { type: 'MemberLeft', id: 'festo', data: { leftOn: '2024-01-31' } };
    for (const field of ['id', 'corrects'])
      await service.refuses(bad({ assume: [{ ...left, [field]: null }] }), { ...invalid, field: `assume.0.${field}` });
    await service.refuses(bad({ assume: [[]] }), { ...invalid, field: 'assume' });
    const { refused } = await whatIf({ assume: [{ type: 'NoSuchThing', data: {} }], leaveOut: ['no-such-id'] });
    expect(refused.map(({ type, in: where }) => [where, type])).toEqual([
      ['assume', '/problems/unknown-event-type'],
      ['leaveOut', '/problems/event-unknown'],
    ]);
  });
});
