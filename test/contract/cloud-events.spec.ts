// Contract, sections 2 and 5: CloudEvents 1.0 as other services send them, with the official SDK as the sender.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CloudEvent, HTTP } from 'cloudevents';
import {
  ALLIANCE,
  answer,
  expectStatus,
  LCAMP,
  member,
  type Answer,
  proposal,
  type Recorded,
  RunningService,
  survey,
} from '../end-to-end/running-service.js';
import { framework } from '../end-to-end/small-alliance.js';

const EVENTS = `${ALLIANCE}/events`;
const STRUCTURED = { 'content-type': 'application/cloudevents+json' };
const BATCH = { 'content-type': 'application/cloudevents-batch+json' };

interface Page {
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly next: string | null;
}

const event = (type: string, subject: string, data: object, attributes: object = {}): CloudEvent<object> =>
  new CloudEvent({
    id: randomUUID(),
    source: 'https://forms.example.org/lcamp',
    type: `org.alliance-kpi.${type}`,
    subject,
    data,
    ...attributes,
  });
const joining = (id: string, attributes: object = {}): CloudEvent<object> =>
  event('MemberJoined', `member-lcamp.${id}`, member(id), attributes);
const plain = (cloudEvent: CloudEvent<object>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(cloudEvent)) as Record<string, unknown>;

describe('CloudEvents', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
  });
  afterAll(() => service.stop());

  const send = ({ headers, body }: ReturnType<typeof HTTP.binary>): Promise<Answer> =>
    service.call({ method: 'POST', path: EVENTS, headers: headers, body });
  const batch = (events: readonly object[]): Promise<Answer> => service.post(EVENTS, events, BATCH);
  const recorded = async (stream: string): Promise<Page['events']> =>
    (await service.read<Page>(`${EVENTS}?stream=${stream}`)).events;

  describe('modes', () => {
    it('takes binary mode from the SDK', async () => {
      const sent = joining('binary');
      const answered = await send(HTTP.binary(sent));
      expectStatus(answered, 201);
      const position = String((await service.head()).position);
      expect(answered.json()).toEqual([
        { eventId: sent.id, stream: 'member-lcamp.binary', position, revision: '0', repeat: false },
      ]);
    });

    it('takes structured mode from the SDK', async () => {
      const sent = joining('structured');
      const answered = await send(HTTP.structured(sent));
      expectStatus(answered, 201);
      expect(answered.json<Recorded[]>()).toMatchObject([{ eventId: sent.id, revision: '0', repeat: false }]);
      const again = await send(HTTP.binary(sent));
      expectStatus(again, 200);
      expect(again.json<Recorded[]>()).toMatchObject([{ eventId: sent.id, repeat: true }]);
    });

    it('takes a batch, stored as one append whose position is that of its last event', async () => {
      const sent = ['batch-1', 'batch-2', 'batch-3'].map((id) => joining(id));
      const answered = await batch(sent);
      expectStatus(answered, 201);
      const position = String((await service.head()).position);
      // Where a batch is stored stream by stream, each stream's events are an append of their own.
      const end = (i: number): unknown => (service.isAtomic || i === sent.length - 1 ? position : expect.any(String));
      expect(answered.json()).toEqual(
        sent.map(({ id, subject }, i) => ({
          eventId: id,
          stream: subject,
          position: end(i),
          revision: '0',
          repeat: false,
        })),
      );
    });

    it('takes what the SDK sends with every kind of attribute, in both modes, as one event', async () => {
      const sent = joining('attributes', {
        time: '2024-01-10T09:00:00.000Z',
        datacontenttype: 'application/json; charset=utf-8',
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
        urgent: true,
        sequence: 7,
      });
      const { headers, body } = HTTP.binary(sent);
      expectStatus(await send({ headers: { ...headers, 'ce-urgent': 'true', 'ce-sequence': '7' }, body }), 201);
      expectStatus(await send(HTTP.structured(sent)), 200);
    });

    it('takes data that are bytes, as the SDK sends them', async () => {
      const bytes = new Uint8Array(Buffer.from(JSON.stringify(member('bytes'))));
      const sent = joining('bytes', { data: bytes, datacontenttype: 'application/json' });
      const structured = HTTP.structured(sent);
      expect(structured.body).toContain('data_base64');
      expectStatus(await send(structured), 201);
      expect(await recorded('member-lcamp.bytes')).toMatchObject([{ data: member('bytes') }]);
    });

    it.each<readonly [what: string, base64: unknown, code: string]>([
      ['no base64', '{"a":1}', 'cloudevent-invalid'],
      ['a number', 7, 'cloudevent-invalid'],
      ['no JSON', Buffer.from('<a/>').toString('base64'), 'json-invalid'],
      ['a key twice', Buffer.from('{"a":1,"a":2}').toString('base64'), 'duplicate-key'],
      ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]).toString('base64'), 'encoding-invalid'],
    ])('refuses data_base64 that holds %s', async (_what, base64, code) => {
      const { data: _data, ...event } = plain(joining('bytes-bad'));
      const body = { ...event, data_base64: base64 };
      const call = { method: 'POST', path: EVENTS, body, headers: STRUCTURED };
      await service.refuses(call, { status: 400, code, field: 'data_base64' });
    });

    it.each([
      'APPLICATION/CloudEvents+JSON',
      'application/cloudevents+json; charset=UTF-8',
      'application/cloudevents+json;charset="utf-8"',
    ])('takes structured mode as %s', async (type) => {
      const { body } = HTTP.structured(joining(randomUUID()));
      expectStatus(await send({ headers: { 'content-type': type }, body }), 201);
    });

    it.each([
      'application/cloudevents',
      'application/cloudevents+xml',
      'application/cloudevents+avro',
      'application/cloudevents-batch+xml',
    ])('refuses the format %s, which it does not know', async (type) => {
      const { body } = HTTP.structured(joining('format'));
      const call = { method: 'POST', path: EVENTS, body, headers: { 'content-type': type } };
      await service.refuses(call, { status: 415, code: 'content-type-unsupported' });
    });

    it('takes structured mode with the same attributes in the headers, and refuses other ones', async () => {
      const sent = joining('copies');
      const { headers, body } = HTTP.structured(sent);
      const copied = { ...headers, 'ce-id': sent.id, 'ce-type': sent.type };
      expectStatus(await send({ headers: copied, body }), 201);
      const other = {
        method: 'POST',
        path: EVENTS,
        body,
        headers: { ...copied, 'ce-type': 'org.alliance-kpi.MemberLeft' },
      };
      await service.refuses(other, { status: 400, code: 'cloudevent-invalid', field: 'ce-type' });
    });

    it.each<readonly [what: string, header: string, value: string | string[]]>([
      ['an attribute twice', 'ce-subject', ['member-lcamp.headers', 'member-lcamp.other']],
      ['an attribute that stands for the data', 'ce-data', 'x'],
      ['an attribute that stands for the content type', 'ce-datacontenttype', 'application/json'],
      ['a name with a hyphen', 'ce-my-name', 'x'],
      ['a name that is too long', `ce-${'x'.repeat(21)}`, 'x'],
      ['bytes outside ASCII', 'ce-origin', 'San Sebasti\u00e1n'],
      ['percent-encoded bytes that are not UTF-8', 'ce-origin', '%ff'],
      ['a percent sign alone', 'ce-origin', '100%'],
      ['an encoded control character', 'ce-origin', 'a%00b'],
      ['half of a surrogate pair', 'ce-origin', '%ED%A0%80'],
    ])('refuses binary mode with %s', async (_what, header, value) => {
      const { headers, body } = HTTP.binary(joining('headers'));
      const call = { method: 'POST', path: EVENTS, body, headers: { ...headers, [header]: value } };
      const code = String(value).includes('%00') ? 'text-invalid' : 'cloudevent-invalid';
      await service.refuses(call, { status: 400, code });
    });

    it.each(['ce-id', 'ce-source', 'ce-type', 'ce-subject', 'ce-specversion'])(
      'refuses binary mode without %s, or with it empty',
      async (header) => {
        const { headers, body } = HTTP.binary(joining('headers'));
        const { [header]: _left, ...without } = headers;
        for (const some of [without, { ...headers, [header]: '' }]) {
          await service.refuses(
            { method: 'POST', path: EVENTS, body, headers: some },
            { status: 400, code: 'cloudevent-invalid', field: header.slice(3) },
          );
        }
      },
    );

    it('takes quotes off a value, as older senders put them around it', async () => {
      const { headers, body } = HTTP.binary(joining('quoted'));
      expectStatus(await send({ headers: { ...headers, 'ce-origin': '"a \\"b\\" %E2%82%AC"' }, body }), 201);
      expect(await recorded('member-lcamp.quoted')).toMatchObject([{ origin: 'a "b" \u20ac' }]);
    });

    it('takes an empty batch: nothing is asked for, nothing is recorded', async () => {
      const before = await service.head();
      const answered = await batch([]);
      expectStatus(answered, 200);
      expect(answered.json()).toEqual([]);
      expect(await service.head()).toEqual(before);
    });

    it('decodes percent-encoded attributes of binary mode', async () => {
      const sent = joining('encoded', { origin: 'Donostia / San Sebasti\u00e1n' });
      const { headers, body } = HTTP.binary(sent);
      const answered = await send({
        headers: { ...headers, 'ce-origin': encodeURIComponent('Donostia / San Sebasti\u00e1n') },
        body,
      });
      expectStatus(answered, 201);
      expect(await recorded('member-lcamp.encoded')).toMatchObject([{ origin: 'Donostia / San Sebasti\u00e1n' }]);
    });
  });

  describe('a batch is decided in its order, as a whole', () => {
    it('takes facts that stand on earlier ones of the same batch, over several streams', async () => {
      const answered = await batch([
        event('SurveyOpened', 'survey-lcamp.whole', survey('whole')),
        event('SurveyAnswered', 'answer-lcamp.whole.r-1', { surveyId: 'whole', ...answer('r-1', 4) }),
        event('MouProposed', 'mou-lcamp.whole', proposal('whole')),
        event('MouSigned', 'mou-lcamp.whole', { partyId: 'festo', signedOn: '2024-02-01' }),
        event('SurveyAnswered', 'answer-lcamp.whole.r-2', { surveyId: 'whole', ...answer('r-2', 2) }),
        event('MouSigned', 'mou-lcamp.whole', { partyId: 'lcamp', signedOn: '2024-02-01' }),
      ]);
      expectStatus(answered, 201);
      expect(answered.json<Recorded[]>().map(({ revision }) => revision)).toEqual(['0', '0', '0', '1', '0', '2']);
    });

    it('refuses a fact whose ground in another stream comes only after it', async () => {
      const events = [
        event('SurveyAnswered', 'answer-lcamp.after.r-1', { surveyId: 'after', ...answer('r-1', 4) }),
        event('SurveyOpened', 'survey-lcamp.after', survey('after')),
      ];
      await service.refuses(
        { method: 'POST', path: EVENTS, body: events, headers: BATCH },
        { status: 404, code: 'survey-unknown', index: 0 },
      );
    });

    it('takes an alliance, its framework and its facts in one batch', async () => {
      const events = [
        event('AllianceEstablished', 'alliance-fresh', LCAMP),
        event('FrameworkAdopted', 'framework-fresh', { adoptedOn: '2022-06-15', framework }),
        event('MemberJoined', 'member-fresh.festo', member('festo')),
      ];
      const path = '/api/alliances/fresh/events';
      const late = [events[2], events[0]];
      const refused = { status: 404, code: 'alliance-unknown', index: 0 };
      await service.refuses({ method: 'POST', path, body: late, headers: BATCH }, refused);
      expectStatus(await service.post(path, events, BATCH), 201);
      const { members } = await service.read<{ members: object[] }>('/api/alliances/fresh/members');
      expect(members).toHaveLength(1);
    });

    it('takes facts of one stream in effective order, whatever their order in the batch', async () => {
      expectStatus(await batch([joining('earlier', { data: member('earlier', { joinedOn: '2024-06-01' }) })]), 201);
      const answered = await batch([
        event('MemberJoined', 'member-lcamp.earlier', member('earlier', { joinedOn: '2023-01-10' })),
        event('MemberLeft', 'member-lcamp.earlier', { leftOn: '2023-12-31' }),
      ]);
      expectStatus(answered, 201);
    });

    it.each([
      [
        'a malformed one',
        event('MemberJoined', 'member-lcamp.bad', member('bad', { country: 'XX' })),
        400,
        'not-one-of',
      ],
      ['one of an unknown type', event('MemberExpelled', 'member-lcamp.bad', {}), 400, 'unknown-event-type'],
      ['a conflict', event('MemberLeft', 'member-lcamp.good-1', { leftOn: '2023-01-01' }), 409, 'not-a-member'],
      [
        'a step on nothing',
        event('MemberLeft', 'member-lcamp.nobody', { leftOn: '2024-01-01' }),
        404,
        'member-unknown',
      ],
      ['no object', 'event', 400, 'cloudevent-invalid'],
    ])('refuses all because of %s, and names its index', async (_what, bad, status, code) => {
      const body = [joining('good-1'), joining('good-2'), bad, joining('good-3')];
      await service.refuses({ method: 'POST', path: EVENTS, body, headers: BATCH }, { status, code, index: 2 });
    });
  });

  describe('attributes', () => {
    it('are told how long they may be', async () => {
      const body = { ...plain(joining('long')), id: 'x'.repeat(2_001) };
      const call = { method: 'POST', path: EVENTS, body, headers: STRUCTURED };
      const problem = await service.refuses(call, { status: 400, code: 'cloudevent-invalid', field: 'id' });
      expect(problem.detail).toMatch(/at most 2000 characters/);
    });

    it('makes a UUIDv5 of source and id where the id is none, and lower-cases one that is', async () => {
      const first = await batch([
        joining('named', { id: 'row-7', source: 'urn:a' }),
        joining('named-2', { id: 'row-7', source: 'urn:b' }),
      ]);
      const [a, b] = first.json<Recorded[]>();
      expect(a?.eventId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(a?.eventId).not.toBe(b?.eventId);
      const again = await batch([joining('named', { id: 'row-7', source: 'urn:a' })]);
      expectStatus(again, 200);
      expect(again.json<Recorded[]>()[0]?.eventId).toBe(a?.eventId);
      const upper = randomUUID().toUpperCase();
      const lowered = await batch([joining('upper', { id: upper })]);
      expect(lowered.json<Recorded[]>()[0]?.eventId).toBe(upper.toLowerCase());
    });

    it('keeps unknown extension attributes, time, actor and correlation, and gives them back', async () => {
      const sent = joining('extended', {
        time: '2024-01-10T09:00:00.000Z',
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
        sequence: 7,
        urgent: true,
        actor: 'forms',
        correlationid: 'c-1',
        causationid: 'c-0',
      });
      expectStatus(await batch([sent]), 201);
      const { specversion: _version, id: _id, data: _data, ...attributes } = plain(sent);
      expect(await recorded('member-lcamp.extended')).toMatchObject([attributes]);
    });

    it('gives those of a request that say no correlation a random one, so that none can be guessed', async () => {
      const ids = ['guessable-1', 'guessable-2', 'guessable-3'];
      for (const some of [ids.slice(0, 2), ids.slice(2)])
        expectStatus(await batch(some.map((id) => joining(id, { id, source: 'urn:guessable' }))), 201);
      const stored = await Promise.all(ids.map(async (id) => (await recorded(`member-lcamp.${id}`))[0]));
      const [first, second, third] = stored.map((each) => each?.['correlationid']);
      expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(second).toBe(first);
      expect(third).not.toBe(first);
    });

    it.each(['constructor', 'prototype'])(
      'refuses %s as an attribute of the header, and as a question',
      async (name) => {
        const headers = {
          'content-type': 'application/json',
          ...{ 'ce-specversion': '1.0', 'ce-id': randomUUID(), 'ce-source': 'urn:t', [`ce-${name}`]: 'boom' },
          ...{ 'ce-type': 'org.alliance-kpi.MemberJoined', 'ce-subject': 'member-lcamp.named-so' },
        };
        const call = { method: 'POST', path: EVENTS, body: member('named-so'), headers };
        await service.refuses(call, { status: 400, code: 'key-forbidden', field: name });
        const asked = { ...survey('named-so'), questions: [{ id: name, text: 'Why?' }], satisfactionQuestion: name };
        await service.refuses(
          { method: 'POST', path: '/api/alliances/lcamp/surveys', body: asked },
          { status: 400, code: 'value-invalid', field: 'questions.0.id' },
        );
      },
    );

    it('does not believe recordedat and position', async () => {
      expectStatus(await batch([joining('claimed', { recordedat: '1999-01-01T00:00:00Z', position: '1' })]), 201);
      const [claimed] = await recorded('member-lcamp.claimed');
      expect(claimed).toMatchObject({
        recordedat: '2025-06-30T10:00:00.000Z',
        position: String((await service.head()).position),
      });
    });

    it('takes dataschema, relative or whole', async () => {
      for (const [i, dataschema] of [
        '/schemas/MemberJoined/1',
        'https://kpi.example.org/schemas/MemberJoined/1',
      ].entries()) {
        expectStatus(await batch([{ ...plain(joining(`schema-${i}`)), dataschema }]), 201);
      }
    });

    it('takes a time ten years ahead as a claim that orders nothing', async () => {
      expectStatus(await batch([joining('ahead', { time: '2035-01-01T00:00:00.000Z' })]), 201);
      expect(await recorded('member-lcamp.ahead')).toMatchObject([{ recordedat: '2025-06-30T10:00:00.000Z' }]);
    });

    const attributes = (changes: object): Record<string, unknown> => ({ ...plain(joining('faulty')), ...changes });
    it.each<readonly [what: string, changes: object, code: string, field: string]>([
      ['no id', { id: undefined }, 'cloudevent-invalid', 'id'],
      ['an empty id', { id: '' }, 'cloudevent-invalid', 'id'],
      ['a number as id', { id: 7 }, 'cloudevent-invalid', 'id'],
      ['no source', { source: undefined }, 'cloudevent-invalid', 'source'],
      ['no type', { type: undefined }, 'cloudevent-invalid', 'type'],
      ['no subject', { subject: undefined }, 'cloudevent-invalid', 'subject'],
      ['no specversion', { specversion: undefined }, 'cloudevent-invalid', 'specversion'],
      ['specversion 0.3', { specversion: '0.3' }, 'cloudevent-invalid', 'specversion'],
      ['specversion 2.0', { specversion: '2.0' }, 'cloudevent-invalid', 'specversion'],
      ['a type without the prefix', { type: 'MemberJoined' }, 'unknown-event-type', 'type'],
      ['an unknown type', { type: 'org.alliance-kpi.MemberExpelled' }, 'unknown-event-type', 'type'],
      ['a type in other case', { type: 'org.alliance-kpi.memberJoined' }, 'unknown-event-type', 'type'],
      ['a newer version of the schema', { dataschema: '/schemas/MemberJoined/2' }, 'schema-too-new', 'dataschema'],
      ['the schema of another type', { dataschema: '/schemas/MemberLeft/1' }, 'schema-mismatch', 'dataschema'],
      ['a schema from elsewhere', { dataschema: 'https://example.org/member.json' }, 'schema-mismatch', 'dataschema'],
      ['data and data_base64', { data_base64: 'e30=' }, 'cloudevent-invalid', 'data_base64'],
      ['XML as data', { datacontenttype: 'application/xml' }, 'content-type-unsupported', 'datacontenttype'],
      ['no data', { data: undefined }, 'missing', ''],
      ['a time without a zone', { time: '2024-01-10T09:00:00' }, 'cloudevent-invalid', 'time'],
      ['a day that does not exist', { time: '2024-02-30T09:00:00Z' }, 'cloudevent-invalid', 'time'],
      ['the hour 24', { time: '2024-01-10T24:00:00Z' }, 'cloudevent-invalid', 'time'],
      ['the second 60', { time: '2024-01-10T23:59:60Z' }, 'cloudevent-invalid', 'time'],
      ['an offset that is none', { time: '2024-01-10T09:00:00+24:00' }, 'cloudevent-invalid', 'time'],
      ['a NUL in an id', { id: 'a\u0000b' }, 'text-invalid', 'id'],
      ['a lone surrogate in a source', { source: 'urn:\ud800' }, 'text-invalid', 'source'],
      ['a control character in an attribute', { origin: 'a\u0007b' }, 'text-invalid', 'origin'],
      ['a source that is no address', { source: 'not an address' }, 'cloudevent-invalid', 'source'],
      ['an attribute with a name of 21 letters', { ['x'.repeat(21)]: 'x' }, 'cloudevent-invalid', 'x'.repeat(21)],
      ['an attribute beyond 32 bits', { origin: 2 ** 31 }, 'cloudevent-invalid', 'origin'],
      ['a schema of version 0', { dataschema: '/schemas/MemberJoined/0' }, 'schema-unknown', 'dataschema'],
      ['a list as data', { data: [member('faulty')] }, 'wrong-type', ''],
      ['a text as data', { data: JSON.stringify(member('faulty')) }, 'wrong-type', ''],
      ['a time that is none', { time: '2024-13-10T09:00:00Z' }, 'cloudevent-invalid', 'time'],
      ['an actor whose letters are turned round', { actor: 'evil\u202egnp' }, 'cloudevent-invalid', 'actor'],
      ['an actor of 101 letters', { actor: 'x'.repeat(101) }, 'cloudevent-invalid', 'actor'],
      ['an upper-case attribute', { Origin: 'x' }, 'cloudevent-invalid', 'Origin'],
      ['an attribute with an object', { origin: { a: 1 } }, 'cloudevent-invalid', 'origin'],
      ['an attribute with a list', { origin: [1] }, 'cloudevent-invalid', 'origin'],
      ['an attribute with a fraction', { origin: 1.5 }, 'cloudevent-invalid', 'origin'],
      ['a stream of another alliance', { subject: 'member-other.faulty' }, 'stream-invalid', 'subject'],
      ['a stream of another category', { subject: 'mou-lcamp.faulty' }, 'stream-invalid', 'subject'],
      ['a stream that is none', { subject: 'faulty' }, 'stream-invalid', 'subject'],
      ['a system stream', { subject: '$member-lcamp.faulty' }, 'stream-invalid', 'subject'],
      ['another id in the data', { subject: 'member-lcamp.other' }, 'id-differs', 'memberId'],
    ])('refuses %s, alone and in a batch', async (_what, changes, code, field) => {
      const expected = { status: code === 'content-type-unsupported' ? 415 : 400, code, field };
      const alone = { method: 'POST', path: EVENTS, body: attributes(changes), headers: STRUCTURED };
      await service.refuses(alone, expected);
      const together = { ...alone, body: [joining('fine'), attributes(changes)], headers: BATCH };
      await service.refuses(together, { ...expected, index: 1 });
    });

    it('takes an attribute that is null as one that is not set', async () => {
      const nothing = { time: null, dataschema: null, corrects: null, datacontenttype: null, origin: null };
      expectStatus(await batch([{ ...plain(joining('null')), ...nothing }]), 201);
      const [event] = await recorded('member-lcamp.null');
      expect(Object.keys(event ?? {})).not.toEqual(expect.arrayContaining(['time']));
      expect(Object.keys(event ?? {})).not.toEqual(expect.arrayContaining(['origin']));
      await service.refuses(
        { method: 'POST', path: EVENTS, body: attributes({ subject: null }), headers: STRUCTURED },
        { status: 400, code: 'cloudevent-invalid', field: 'subject' },
      );
    });

    it('refuses a batch that is an object, and a list as one event', async () => {
      const one = plain(joining('shape'));
      await service.refuses(
        { method: 'POST', path: EVENTS, body: one, headers: BATCH },
        { status: 400, code: 'cloudevent-invalid', field: '' },
      );
      await service.refuses(
        { method: 'POST', path: EVENTS, body: [one], headers: STRUCTURED },
        { status: 400, code: 'cloudevent-invalid', field: '' },
      );
    });
  });

  describe('If-Match', () => {
    it('holds for the one stream of a request, and is refused where there are several', async () => {
      const leaving = event('MemberLeft', 'member-lcamp.matched', { leftOn: '2024-06-01' });
      expectStatus(await batch([joining('matched')]), 201);
      const one = { method: 'POST', path: EVENTS, body: plain(leaving), headers: { ...STRUCTURED, 'if-match': '"7"' } };
      await service.refuses(one, { status: 412, code: 'revision-stale' });
      const several = { ...one, body: [leaving, joining('unmatched')], headers: { ...BATCH, 'if-match': '"0"' } };
      await service.refuses(several, { status: 400, code: 'request-invalid', field: 'If-Match' });
      const first = { ...several, headers: { ...BATCH, 'if-none-match': '*' } };
      await service.refuses(first, { status: 400, code: 'request-invalid', field: 'If-None-Match' });
      const right = await service.call({ ...one, headers: { ...STRUCTURED, 'if-match': '"0"' } });
      expectStatus(right, 201);
      expect(right.headers.etag).toBe('"1"');
    });
  });

  describe('corrections over CloudEvents', () => {
    const correcting = async (
      id: string,
    ): Promise<{ retraction: CloudEvent<object>; right: CloudEvent<object>; corrects: string }> => {
      const first = joining(id);
      expectStatus(await batch([first]), 201);
      const subject = `member-lcamp.${id}`;
      const retraction = event('EventRetracted', subject, { eventId: first.id, reason: 'Wrong day.' });
      const right = event('MemberJoined', subject, member(id, { joinedOn: '2024-02-01' }), {
        corrects: first.id.toUpperCase(),
      });
      return { retraction, right, corrects: first.id };
    };
    const correctsOf = async (id: string): Promise<unknown> =>
      (await recorded(`member-lcamp.${id}`)).at(-1)?.['corrects'];

    it('honours `corrects` directly after the retraction in the same request', async () => {
      const { retraction, right, corrects } = await correcting('c1');
      expectStatus(await batch([retraction, right]), 201);
      expect(await correctsOf('c1')).toBe(corrects);
    });

    it('ignores it where another event stands between them, or in another request', async () => {
      const between = await correcting('c2');
      expectStatus(await batch([between.retraction, joining('between'), between.right]), 201);
      expect(await correctsOf('c2')).toBeUndefined();
      const later = await correcting('c3');
      expectStatus(await batch([later.retraction]), 201);
      expectStatus(await batch([later.right]), 201);
      expect(await correctsOf('c3')).toBeUndefined();
    });

    it('ignores it where it names another event than the one retracted', async () => {
      const { retraction, right } = await correcting('c4');
      expectStatus(await batch([retraction, { ...plain(right), corrects: randomUUID() }]), 201);
      expect(await correctsOf('c4')).toBeUndefined();
    });

    it('ignores it in another stream than that of the retraction', async () => {
      const { retraction, corrects } = await correcting('c6');
      expectStatus(await batch([retraction, joining('c7', { corrects })]), 201);
      expect(await correctsOf('c7')).toBeUndefined();
    });

    it('judges both halves together: the ground of a later fact is never gone between them', async () => {
      const { retraction, right, corrects } = await correcting('c5');
      expectStatus(await batch([event('MemberLeft', 'member-lcamp.c5', { leftOn: '2024-06-01' })]), 201);
      expectStatus(await batch([retraction, right]), 201);
      expect(await correctsOf('c5')).toBe(corrects);
    });
  });

  describe('GET /events', () => {
    it('gives each event in the form in which it could be sent again', async () => {
      const sent = joining('form', { time: '2024-01-10T09:00:00.000Z' });
      await send(HTTP.binary(sent));
      const [event] = await recorded('member-lcamp.form');
      expect(event).toEqual({
        specversion: '1.0',
        id: sent.id,
        source: sent.source,
        type: 'org.alliance-kpi.MemberJoined',
        subject: 'member-lcamp.form',
        datacontenttype: 'application/json',
        dataschema: '/schemas/MemberJoined/1',
        time: sent.time,
        recordedat: '2025-06-30T10:00:00.000Z',
        position: String((await service.head()).position),
        actor: expect.any(String),
        correlationid: expect.any(String),
        data: member('form'),
      });
      expectStatus(await batch([event as object]), 200);
      // Validates every attribute, as any consumer with the SDK would (`dataschema` is relative here).
      const { dataschema: _relative, ...attributes } = event as { dataschema: string; type: string; source: string };
      expect(new CloudEvent(attributes).validate()).toBe(true);
    });

    it('pages through the whole log without a gap or a repeat', async () => {
      const whole = await service.read<Page>(`${EVENTS}?limit=1000`);
      expect(whole.next).toBeNull();
      const positions = whole.events.map(({ position }) => Number(position));
      expect(positions).toEqual([...positions].sort((a, b) => a - b));
      expect(positions.at(-1)).toBe(Number((await service.head()).position));
      const paged: unknown[] = [];
      let from: string | null = '0';
      while (from !== null) {
        const page: Page = await service.read<Page>(`${EVENTS}?limit=7&from=${from}`);
        expect(page.events.length).toBeLessThanOrEqual(7);
        paged.push(...page.events);
        from = page.next;
      }
      expect(paged).toEqual(whole.events);
    });

    it('filters by type and by stream, and pages what is left', async () => {
      const whole = await service.read<Page>(`${EVENTS}?limit=1000`);
      const joined = whole.events.filter(({ type }) => type === 'org.alliance-kpi.MemberJoined');
      const first = await service.read<Page>(`${EVENTS}?type=MemberJoined&limit=5`);
      expect(first.events).toEqual(joined.slice(0, 5));
      const second = await service.read<Page>(`${EVENTS}?type=MemberJoined&limit=5&from=${first.next}`);
      expect(second.events).toEqual(joined.slice(5, 10));
      expect((await service.read<Page>(`${EVENTS}?stream=member-lcamp.c1&type=EventRetracted`)).events).toHaveLength(1);
      expect(await service.read<Page>(`${EVENTS}?stream=member-lcamp.none`)).toEqual({ events: [], next: null });
    });

    it('takes a position at or beyond the head: nothing more yet', async () => {
      const { position } = await service.head();
      expect(await service.read<Page>(`${EVENTS}?from=${position}`)).toEqual({ events: [], next: null });
    });

    it('gives 100 events by default', async () => {
      expectStatus(await batch(Array.from({ length: 120 }, (_, i) => joining(`many-${i}`))), 201);
      const { events, next } = await service.read<Page>(EVENTS);
      expect([events.length, next]).toEqual([100, events.at(-1)?.['position']]);
    });
  });
});
