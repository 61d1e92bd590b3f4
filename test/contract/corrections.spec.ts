// Contract, sections 2 and 5: retractions, corrections and evidence, and what of them is refused.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ALLIANCE,
  expectStatus,
  LCAMP,
  member,
  proposal,
  type Recorded,
  RunningService,
  survey,
} from '../end-to-end/running-service.js';

interface HistoryEntry {
  readonly eventId: string;
  readonly type: string;
  readonly corrects?: string;
  readonly retractedBy?: string;
}
interface Page {
  readonly status: string;
  readonly country: string;
  readonly joinedOn: string;
  readonly history: readonly HistoryEntry[];
}

describe('retractions, corrections and evidence', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
    await service.establish('other');
  });
  afterAll(() => service.stop());

  const speakOf = (eventId: string, what: string, body: object) => ({
    method: 'POST',
    path: `${ALLIANCE}/events/${eventId}/${what}`,
    body,
  });
  const details = (data: object = {}): object => ({ ...member('x', data), memberId: undefined });
  const reason = 'Recorded under the wrong organisation.';

  it('retracts a fact, once, under any case of its id', async () => {
    const { eventId } = await service.record('/members', member('festo'));
    await service.record(`/events/${eventId.toUpperCase()}/retraction`, { reason });
    await service.refuses(speakOf(eventId, 'retraction', { reason }), { status: 409, code: 'already-retracted' });
    const { members } = await service.read<{ members: { memberId: string }[] }>(`${ALLIANCE}/members`);
    expect(members.map(({ memberId }) => memberId)).not.toContain('festo');
    await service.record('/members', member('festo'));
  });

  it('corrects an answer to a question that is called as what every object inherits, and loses none', async () => {
    const questions = ['toString', 'valueOf'].map((id) => ({ id, text: 'How?' }));
    await service.record('/surveys', survey('inherited', { questions, satisfactionQuestion: 'toString' }));
    const answer = { responseId: 'r1', answeredOn: '2024-05-02', answers: { toString: 2, valueOf: 3 } };
    const { eventId } = await service.record('/surveys/inherited/answers', answer);
    const right = { ...answer, answers: { toString: 5, valueOf: null } };
    await service.record(`/events/${eventId}/correction`, { reason, data: right });
    const { events } = await service.read<{ events: { data: object }[] }>(`${ALLIANCE}/events?type=SurveyAnswered`);
    expect(events.at(-1)?.data).toEqual({ surveyId: 'inherited', ...right });
  });

  it('refuses an unknown field that is called as what every object inherits', async () => {
    const { eventId } = await service.record('/members', member('inherited'));
    const data = details({ toString: 'x' });
    const unknown = { status: 400, code: 'unknown-field', field: 'toString' };
    await service.refuses(speakOf(eventId, 'correction', { reason, data }), unknown);
    const assume = [{ type: 'MemberJoined', data: member('another', { toString: 'x' }) }];
    const { refused } = (await service.post(`${ALLIANCE}/what-if`, { assume })).json<{ refused: object[] }>();
    expect(refused).toEqual([expect.objectContaining({ errors: [expect.objectContaining({ field: 'toString' })] })]);
  });

  it('refuses a retraction without a reason, or with an unknown field', async () => {
    const { eventId } = await service.record('/members', member('reason'));
    await service.refuses(speakOf(eventId, 'retraction', {}), {
      status: 400,
      code: 'request-invalid',
      field: 'reason',
    });
    await service.refuses(speakOf(eventId, 'retraction', { reason: '  ' }), {
      status: 400,
      code: 'text-empty',
      field: 'reason',
    });
    await service.refuses(speakOf(eventId, 'retraction', { reason, why: 'x' }), {
      status: 400,
      code: 'request-invalid',
      field: 'why',
    });
    await service.refuses(speakOf(eventId, 'correction', { reason }), {
      status: 400,
      code: 'request-invalid',
      field: 'data',
    });
    await service.refuses(speakOf(eventId, 'evidence', {}), {
      status: 400,
      code: 'request-invalid',
      field: 'evidence',
    });
  });

  it('refuses null where a field may be left out', async () => {
    const { eventId } = await service.record('/members', member('null'));
    const evidence = [{ title: 'Letter' }];
    for (const [what, field, body] of [
      ['retraction', 'stream', { reason, stream: null }],
      ['correction', 'stream', { reason, data: member('null'), stream: null }],
      ['evidence', 'stream', { evidence, stream: null }],
      ['evidence', 'addedOn', { evidence, addedOn: null }],
    ] as const)
      await service.refuses(speakOf(eventId, what, body), { status: 400, code: 'request-invalid', field });
  });

  it('refuses a retraction that would leave a later fact without its ground, and names that fact', async () => {
    const { eventId } = await service.record('/members', member('ground'));
    const later = await service.record('/members/ground/departure', { leftOn: '2024-06-01' });
    const problem = await service.refuses(speakOf(eventId, 'retraction', { reason }), {
      status: 409,
      code: 'later-fact-without-ground',
    });
    expect(JSON.stringify(problem)).toContain(later.eventId);
    await service.record(`/events/${later.eventId}/retraction`, { reason });
    await service.record(`/events/${eventId}/retraction`, { reason });
  });

  it('lets evidence go with its fact: it is no ground', async () => {
    const { eventId } = await service.record('/members', member('with-evidence'));
    await service.record(`/events/${eventId}/evidence`, {
      evidence: [{ title: 'Letter', url: 'https://example.org/l.pdf' }],
    });
    await service.record(`/events/${eventId}/retraction`, { reason });
    await service.refuses(speakOf(eventId, 'evidence', { evidence: [{ title: 'Late' }] }), {
      status: 409,
      code: 'not-to-be-proven',
    });
  });

  it('refuses to retract a retraction, or to correct one', async () => {
    const { eventId } = await service.record('/members', member('twice'));
    const retraction = await service.record(`/events/${eventId}/retraction`, { reason });
    await service.refuses(speakOf(retraction.eventId, 'retraction', { reason }), {
      status: 409,
      code: 'retraction-of-retraction',
    });
    await service.refuses(speakOf(retraction.eventId, 'correction', { reason, data: {} }), {
      status: 409,
      code: 'retraction-of-retraction',
    });
  });

  it('refuses to retract the establishment, and lets it be corrected', async () => {
    const { events } = await service.read<{ events: { id: string }[] }>(`${ALLIANCE}/events?type=AllianceEstablished`);
    const eventId = events[0]?.id ?? '';
    await service.refuses(speakOf(eventId, 'retraction', { reason }), { status: 409, code: 'retraction-of-alliance' });
    await service.record(`/events/${eventId}/correction`, { reason, data: { ...LCAMP, coordinator: 'TKNIKA' } });
    const { alliances } = await service.read<{ alliances: { allianceId: string; coordinator: string }[] }>(
      '/api/alliances',
    );
    expect(alliances.find(({ allianceId }) => allianceId === 'lcamp')?.coordinator).toBe('TKNIKA');
  });

  it('corrects the century of an establishment', async () => {
    await service.establish('century', { startsOn: '1922-06-15', endsOn: '1926-06-14' });
    const at = '/api/alliances/century';
    const { events } = await service.read<{ events: { id: string }[] }>(`${at}/events`);
    expectStatus(await service.post(`${at}/events/${events[0]?.id}/correction`, { reason, data: LCAMP }), 201);
  });

  it('refuses a start with which the targets of the framework no longer follow each other, and names the framework', async () => {
    await service.establish('moved');
    const at = '/api/alliances/moved';
    const targets = [
      { value: 10, month: 12 },
      { value: 20, date: '2023-06-20' },
    ];
    const indicator = { id: 'I4', title: 'Documents', unit: 'count', direction: 'up', targets };
    const indicators = [{ ...indicator, measure: { kind: 'recommendationsPublished' } }];
    const framework = { id: 'f', title: 'F', objectives: [], indicators, milestones: [] };
    const adopted = { method: 'PUT', path: `${at}/framework`, body: { framework, adoptedOn: LCAMP.startsOn } };
    const { eventId: frameworkEvent } = (await service.call(adopted)).json<Recorded>();
    const { events } = await service.read<{ events: { id: string }[] }>(`${at}/events?type=AllianceEstablished`);
    const corrected = (startsOn: string) => ({
      ...speakOf(events[0]?.id ?? '', 'correction', { reason, data: { ...LCAMP, startsOn } }),
      path: `${at}/events/${events[0]?.id}/correction`,
    });
    const refused = { status: 409, code: 'later-fact-without-ground', field: 'startsOn' };
    const problem = await service.refuses(corrected('2022-07-15'), refused);
    expect(problem.conflictsWith).toBe(frameworkEvent);
    expectStatus(await service.call(corrected('2022-06-14')), 201);
  });

  it('refuses an event of another alliance, and one of another stream', async () => {
    const { eventId } = await service.record('/members', member('elsewhere'));
    const foreign = { method: 'POST', path: `/api/alliances/other/events/${eventId}/retraction`, body: { reason } };
    await service.refuses(foreign, { status: 404, code: 'event-unknown' });
    const misplaced = speakOf(eventId, 'retraction', { reason, stream: 'member-lcamp.festo' });
    const problem = await service.refuses(misplaced, { status: 409, code: 'event-of-another-stream' });
    expect(problem.streams).toEqual(['member-lcamp.elsewhere']);
    const event = {
      specversion: '1.0',
      id: randomUUID(),
      source: 'urn:test',
      type: 'org.alliance-kpi.EventRetracted',
      subject: 'member-lcamp.festo',
      data: { eventId, reason },
    };
    const call = {
      method: 'POST',
      path: `${ALLIANCE}/events`,
      body: event,
      headers: { 'content-type': 'application/cloudevents+json' },
    };
    await service.refuses(call, { status: 409, code: 'event-of-another-stream' });
  });

  it('asks for the stream where several hold the id', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const { eventId } = await service.record('/members', member('shared-1'), key);
    await service.record('/members', member('shared-2'), key);
    const problem = await service.refuses(speakOf(eventId, 'retraction', { reason }), {
      status: 409,
      code: 'event-id-ambiguous',
    });
    expect([...(problem.streams ?? [])].sort()).toEqual(['member-lcamp.shared-1', 'member-lcamp.shared-2']);
    await service.record(`/events/${eventId}/retraction`, { reason, stream: 'member-lcamp.shared-1' });
    const left = await service.read<Page>(`${ALLIANCE}/members/shared-2`);
    expect(left.status).toBe('member');
  });

  it('corrects a fact in one append: the right event names the one it corrects', async () => {
    const { eventId } = await service.record('/members', member('right'));
    await service.record('/members/right/changes', { country: 'FR', changedOn: '2024-03-01' });
    const before = await service.head();
    const corrected = await service.record(`/events/${eventId}/correction`, {
      reason,
      data: details({ joinedOn: '2024-02-01' }),
    });
    expect(await service.recordedSince(before)).toBe(2);
    expect(corrected.position).toBe(String((await service.head()).position));
    expect(corrected).toMatchObject({ stream: 'member-lcamp.right', revision: '3' });
    const { joinedOn, country, history } = await service.read<Page>(`${ALLIANCE}/members/right`);
    expect([joinedOn, country]).toEqual(['2024-02-01', 'FR']);
    const [joined, , retraction, right] = history;
    expect(retraction).toMatchObject({ type: 'EventRetracted' });
    expect(joined?.retractedBy).toBe(retraction?.eventId);
    expect(right).toMatchObject({ type: 'MemberJoined', corrects: eventId, eventId: corrected.eventId });
  });

  it('refuses a correction that is malformed, or that takes the ground of a later fact, and stores neither half', async () => {
    const { eventId } = await service.record('/members', member('held'));
    await service.record('/members/held/changes', { country: 'FR', changedOn: '2024-03-01' });
    const bad = speakOf(eventId, 'correction', { reason, data: details({ country: 'XX' }) });
    await service.refuses(bad, { status: 400, code: 'not-one-of', field: 'country' });
    const late = speakOf(eventId, 'correction', { reason, data: details({ joinedOn: '2024-04-01' }) });
    await service.refuses(late, { status: 409, code: 'later-fact-without-ground' });
    const renamed = speakOf(eventId, 'correction', { reason, data: { ...details(), memberId: 'other' } });
    await service.refuses(renamed, { status: 400, code: 'id-differs', field: 'memberId' });
  });

  it('keeps the place of a fact that is corrected', async () => {
    await service.record('/mous', proposal('placed'));
    const first = await service.record('/mous/placed/signatures', { partyId: 'festo', signedOn: '2024-02-01' });
    const last = await service.record('/mous/placed/signatures', { partyId: 'lcamp', signedOn: '2024-02-01' });
    const data = { partyId: 'festo', signedOn: '2024-02-01', evidence: [{ title: 'Signed copy' }] };
    await service.record(`/events/${first.eventId}/correction`, { reason, data });
    // The signature that completes it is still the second one: the first kept its place before it.
    const framework = {
      adoptedOn: '2023-01-01',
      framework: {
        id: 'f',
        title: 'F',
        indicators: [{ id: 'I3', title: 'MoUs', unit: 'count', direction: 'up', measure: { kind: 'mousSigned' } }],
      },
    };
    expectStatus(await service.call({ method: 'PUT', path: `${ALLIANCE}/framework`, body: framework }), 201);
    const { facts } = await service.read<{ facts: { stream: string; eventId: string }[] }>(
      `${ALLIANCE}/indicators/I3/facts`,
    );
    expect(facts.map(({ stream, eventId }) => [stream, eventId])).toEqual([['mou-lcamp.placed', last.eventId]]);
  });

  it('corrects an MoU proposal under its signatures only where they keep their ground', async () => {
    const { eventId } = await service.record('/mous', proposal('parties'));
    await service.record('/mous/parties/signatures', { partyId: 'festo', signedOn: '2024-02-01' });
    const parties = [
      { partyId: 'lcamp', name: 'LCAMP' },
      { partyId: 'bosch', name: 'Bosch' },
    ];
    const without = speakOf(eventId, 'correction', { reason, data: proposal('parties', { parties }) });
    await service.refuses(without, { status: 409, code: 'later-fact-without-ground' });
    const three = [...parties, { partyId: 'festo', name: 'Festo' }];
    await service.record(`/events/${eventId}/correction`, { reason, data: proposal('parties', { parties: three }) });
  });

  it('takes If-Match for retractions and corrections', async () => {
    const { eventId } = await service.record('/members', member('matched'));
    await service.record('/members/matched/changes', { country: 'FR', changedOn: '2024-03-01' });
    const stale = { ...speakOf(eventId, 'correction', { reason, data: details() }), headers: { 'if-match': '"0"' } };
    await service.refuses(stale, { status: 412, code: 'revision-stale' });
    const fresh = await service.post(stale.path, stale.body, { 'if-match': '"1"' });
    expectStatus(fresh, 201);
    expect(fresh.json<Recorded>().revision).toBe('3');
    expect(fresh.headers.etag).toBe('"3"');
  });
});
