// Contract, "What is refused": methods, content types, encodings, what is accepted, query parameters, headers and sizes.
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALLIANCE, expectStatus, member, NOW, RunningService, survey } from '../end-to-end/running-service.js';

const MIB = 1024 * 1024;
const EVENTS = `${ALLIANCE}/events`;

describe('the protocol', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
  });
  afterAll(() => service.stop());

  describe('methods', () => {
    it.each([
      ['DELETE', `${ALLIANCE}/members`, ['GET', 'POST']],
      ['PUT', `${ALLIANCE}/members/festo`, ['GET']],
      ['DELETE', `${ALLIANCE}/members/festo`, ['GET']],
      ['GET', `${ALLIANCE}/members/festo/departure`, ['POST']],
      ['PATCH', `${ALLIANCE}/framework`, ['GET', 'PUT']],
      ['POST', `${ALLIANCE}/indicators`, ['GET']],
      ['POST', `${ALLIANCE}/milestones`, ['GET']],
      ['PUT', '/api/alliances', ['GET', 'POST']],
      ['DELETE', EVENTS, ['GET', 'POST']],
      ['GET', `${EVENTS}/0f8fad5b-d9cb-469f-a165-70867728950e/retraction`, ['POST']],
      ['GET', `${ALLIANCE}/registration`, ['POST']],
      ['POST', '/health/live', ['GET']],
      ['POST', '/schemas/MemberJoined/1', ['GET']],
    ])('refuses %s %s, and says which are allowed', async (method, path, allowed) => {
      const body = method === 'DELETE' || method === 'GET' ? {} : { body: {} };
      await service.refuses({ method, path, ...body }, { status: 405, code: 'method-not-allowed' });
      const { headers } = await service.call({ method, path, ...body });
      expect((headers.allow ?? '').split(', ').filter((each) => each !== 'HEAD')).toEqual(allowed);
    });

    it.each(['/api/alliances/', `${ALLIANCE}/members/`, `${ALLIANCE}/members/${'x'.repeat(501)}`])(
      'knows no route at %s',
      async (path) => {
        await service.refuses({ method: 'GET', path }, { status: 404, code: 'route-unknown' });
      },
    );

    it.each(['HEAD', 'OPTIONS'])('stores nothing at %s', async (method) => {
      const before = await service.head();
      const { status } = await service.call({ method, path: `${ALLIANCE}/members` });
      expect(status).toBeLessThan(500);
      expect(await service.head()).toEqual(before);
    });
  });

  describe('content types and encodings', () => {
    it.each([
      ['text/plain', `${ALLIANCE}/members`],
      ['application/xml', `${ALLIANCE}/members`],
      ['application/x-www-form-urlencoded', `${ALLIANCE}/members`],
      ['multipart/form-data; boundary=x', `${ALLIANCE}/members`],
      ['application/json; charset=utf-16', `${ALLIANCE}/members`],
      ['application/json; charset=iso-8859-1', `${ALLIANCE}/members`],
      ['text/plain', EVENTS],
      ['application/json', EVENTS],
      ['application/cloudevents+json; charset=utf-16', EVENTS],
      ['application/x-ndjson', `${ALLIANCE}/members`],
      ['application/x-ndjson', EVENTS],
      ['text/csv', `${ALLIANCE}/members`],
      ['nonsense', `${ALLIANCE}/members`],
    ])('refuses %s at %s', async (type, path) => {
      const call = { method: 'POST', path, body: member('festo'), headers: { 'content-type': type } };
      await service.refuses(call, { status: 415, code: 'content-type-unsupported' });
    });

    it('takes application/json with charset utf-8 in any case', async () => {
      await service.record('/members', member('utf8'), { 'content-type': 'application/json; charset=UTF-8' });
    });

    it.each(['gzip', 'br', 'deflate', 'x-unheard-of'])('refuses the content encoding %s', async (encoding) => {
      const body = gzipSync(JSON.stringify(member('festo')));
      const call = { method: 'POST', path: `${ALLIANCE}/members`, body, headers: { 'content-encoding': encoding } };
      await service.refuses(call, { status: 415, code: 'content-encoding-unsupported' });
    });
  });

  describe('what is accepted', () => {
    it.each([
      ['text/html', `${ALLIANCE}/members`],
      ['application/xml', `${ALLIANCE}/indicators`],
      ['image/png', '/health/ready'],
      ['application/json;q=0', `${ALLIANCE}/indicators`],
      ['application/json', `${ALLIANCE}/stream`],
      ['application/json', '/api/docs'],
      ['application/json', `${ALLIANCE}/reports/M24.pdf`],
      ['text/html', `${ALLIANCE}/reports/M24.json`],
      ['application/pdf', `${ALLIANCE}/reports/M24.csv`],
      ['application/pdf', `${ALLIANCE}/comparison.json?from=M12&to=M24`],
    ])('refuses to answer as %s at %s', async (accept, path) => {
      await service.refuses({ method: 'GET', path, headers: { accept } }, { status: 406, code: 'not-acceptable' });
    });

    it('compresses a long answer for who takes that, and nothing else', async () => {
      const long = '/api/openapi.json';
      const plain = await service.get(long);
      expect(plain.headers['content-encoding']).toBeUndefined();
      for (const encoding of ['br', 'gzip']) {
        const answer = await fetch(service.url + long, { headers: { 'accept-encoding': encoding } });
        expect([answer.headers.get('content-encoding'), answer.headers.get('vary')]).toEqual([
          encoding,
          expect.stringContaining('accept-encoding'),
        ]);
        expect(await answer.text()).toBe(plain.text);
      }
      const short = await service.get('/health/live', { 'accept-encoding': 'br' });
      expect(short.headers['content-encoding']).toBeUndefined();
      const told = await fetch(`${service.url}${ALLIANCE}/stream`, { headers: { 'accept-encoding': 'br' } });
      expect([told.status, told.headers.get('content-encoding')]).toEqual([200, null]);
      await told.body?.cancel();
    });

    it('refuses a command whose answer nobody would accept, and stores nothing', async () => {
      const call = {
        method: 'POST',
        path: `${ALLIANCE}/members`,
        body: member('festo'),
        headers: { accept: 'text/html' },
      };
      await service.refuses(call, { status: 406, code: 'not-acceptable' });
    });

    it.each(['*/*', 'application/*', 'application/json', 'text/html, application/json;q=0.5', 'APPLICATION/JSON'])(
      'answers where %s is accepted',
      async (accept) => {
        expect((await service.get(`${ALLIANCE}/members`, { accept })).status).toBe(200);
      },
    );
  });

  it('says to whom a list is sent as JSON how lists are taken', async () => {
    const answer = await service.post(`${ALLIANCE}/imports`, {});
    expectStatus(answer, 415);
    expect(answer.json()).toMatchObject({ remedy: expect.stringContaining('a list as .csv or .xlsx to /imports') });
  });

  it('refuses a command with a query parameter: what someone hopes for is not done in silence', async () => {
    const path = `${ALLIANCE}/members?dryRun=true`;
    const expected = { status: 400, code: 'request-invalid', field: 'dryRun' };
    await service.refuses({ method: 'POST', path, body: member('tried') }, expected);
    const event = {
      ...{ specversion: '1.0', id: 'tried', source: 'https://crm.example.org', subject: 'member-lcamp.tried' },
      ...{ type: 'org.alliance-kpi.MemberJoined', data: member('tried') },
    };
    const headers = { 'content-type': 'application/cloudevents+json' };
    await service.refuses(
      { method: 'POST', path: `${EVENTS}?dryRun=true`, body: JSON.stringify(event), headers },
      expected,
    );
    const reversal = `${ALLIANCE}/imports/some/reversal?dryRun=true`;
    await service.refuses({ method: 'POST', path: reversal, body: { reason: 'The wrong list.' } }, expected);
    const whatIf = { method: 'POST', path: `${ALLIANCE}/what-if?at=M24`, body: {} };
    await service.refuses(whatIf, { ...expected, field: 'at' });
  });

  describe('query parameters', () => {
    it.each([
      [`${ALLIANCE}/indicators?at=M24&at=M24`, 'parameter-repeated', 'at'],
      [`${ALLIANCE}/indicators?asOf=1&asOf=1`, 'parameter-repeated', 'asOf'],
      [`${EVENTS}?type=MemberJoined&type=MouSigned`, 'parameter-repeated', 'type'],
      [`${EVENTS}?limit=1&limit=2`, 'parameter-repeated', 'limit'],
      [`${ALLIANCE}/indicators?when=M24`, 'request-invalid', 'when'],
      [`${ALLIANCE}/milestones?when=M24`, 'request-invalid', 'when'],
      [`${EVENTS}?page=2`, 'request-invalid', 'page'],
      ...['toString', 'constructor', '__proto__'].map((name): [string, string, string] => [
        `${ALLIANCE}/indicators?${name}=1`,
        'request-invalid',
        name,
      ]),
      ...[
        'M',
        'm24',
        'M-1',
        '24',
        'M24.5',
        'M024',
        '2024-02-30',
        '2024-2-3',
        '2024-06-14T00:00:00Z',
        'M9999',
        '2012-06-14',
        '2036-06-15',
        '',
      ].map((at): [string, string, string] => [`${ALLIANCE}/indicators?at=${at}`, 'request-invalid', 'at']),
      ...[
        '-1',
        '1.5',
        'yesterday',
        '007',
        '2024-06-14',
        '2024-06-14T12:00:00',
        '2024-06-14%2012:00:00Z',
        '2024-06-14T12:00:00%20Z',
        '2024-06-14T24:00:00Z',
        '2024-06-14T23:59:60Z',
        '2024-02-30T12:00:00Z',
        '',
      ].map((asOf): [string, string, string] => [`${ALLIANCE}/indicators?asOf=${asOf}`, 'request-invalid', 'asOf']),
      [`${ALLIANCE}/indicators?asOf=999999`, 'as-of-unknown', 'asOf'],
      [`${ALLIANCE}/indicators?asOf=2025-06-30T10:00:01Z`, 'as-of-unknown', 'asOf'],
      [`${ALLIANCE}/milestones?asOf=2099-01-01T00:00:00%2B02:00`, 'as-of-unknown', 'asOf'],
      ...['0', '-1', '1001', '1000000000', '1.5', 'ten', ''].map((limit): [string, string, string] => [
        `${EVENTS}?limit=${limit}`,
        'request-invalid',
        'limit',
      ]),
      ...['-1', 'start', '1.5', ''].map((from): [string, string, string] => [
        `${EVENTS}?from=${from}`,
        'request-invalid',
        'from',
      ]),
      [`${EVENTS}?type=Nonsense`, 'unknown-event-type', 'type'],
      [`${EVENTS}?stream=${'x'.repeat(300)}`, 'request-invalid', 'stream'],
    ])('refuses %s', async (path, code, field) => {
      await service.refuses({ method: 'GET', path }, { status: 400, code, field });
    });
  });

  it.each(['MemberJoined', 'org.alliance-kpi.MemberJoined'])('finds events of the type %s', async (type) => {
    await service.post(`${ALLIANCE}/members`, member('typed'), { 'idempotency-key': 'typed' });
    const { events } = await service.read<{ events: { type: string }[] }>(`${EVENTS}?type=${type}`);
    expect(new Set(events.map((event) => event.type))).toEqual(new Set(['org.alliance-kpi.MemberJoined']));
  });

  it.each([
    ['null', 'body-missing', undefined],
    ['{"toString":1}', 'request-invalid', 'toString'],
    ['{"assume":[{"type":"MemberLeft","data":{},"valueOf":1}]}', 'request-invalid', 'assume.0.valueOf'],
  ])('refuses to answer what would be if %s', async (body, code, field) => {
    const call = { method: 'POST', path: `${ALLIANCE}/what-if`, body };
    await service.refuses(call, { status: 400, code, ...(field === undefined ? {} : { field }) });
  });

  describe('headers of a command', () => {
    it.each(['0', 'W/"0"', '"one"', '"0", "1"', '"-1"'])('refuses If-Match: %s', async (ifMatch) => {
      const call = {
        method: 'POST',
        path: `${ALLIANCE}/members`,
        body: member('festo'),
        headers: { 'if-match': ifMatch },
      };
      await service.refuses(call, { status: 400, code: 'request-invalid', field: 'If-Match' });
    });

    it.each([
      ['one', { 'if-none-match': '"0"' }],
      ['one beside If-Match', { 'if-none-match': '*', 'if-match': '"0"' }],
    ])('refuses If-None-Match: %s', async (_, headers) => {
      const call = { method: 'POST', path: `${ALLIANCE}/members`, body: member('festo'), headers };
      await service.refuses(call, { status: 400, code: 'request-invalid', field: 'If-None-Match' });
    });

    it.each(['', 'x'.repeat(256)])('refuses the Idempotency-Key "%s"', async (key) => {
      const call = {
        method: 'POST',
        path: `${ALLIANCE}/members`,
        body: member('festo'),
        headers: { 'idempotency-key': key },
      };
      await service.refuses(call, { status: 400, code: 'request-invalid', field: 'Idempotency-Key' });
    });

    it.each(['-1', 'x', '1.5'])('refuses If-Position-At-Least: %s', async (position) => {
      const call = { method: 'GET', path: `${ALLIANCE}/indicators`, headers: { 'if-position-at-least': position } };
      await service.refuses(call, { status: 400, code: 'request-invalid', field: 'If-Position-At-Least' });
    });
  });

  describe('sizes', () => {
    const padded = (size: number): string => {
      const body = JSON.stringify(survey('large'));
      return body + ' '.repeat(size - body.length);
    };

    it('takes a body of 1 MiB', async () => {
      await service.record('/surveys', padded(MIB));
    });

    it.each([
      ['a command of 1 MiB and a byte', `${ALLIANCE}/surveys`, 'application/json', MIB + 1],
      ['a batch of 1 MiB and a byte', EVENTS, 'application/cloudevents-batch+json', MIB + 1],
      ['a command of 10 MiB', `${ALLIANCE}/members`, 'application/json', 10 * MIB],
      ['an import of 25 MiB and a byte', '/api/operations/import', 'application/x-ndjson', 25 * MIB + 1],
    ])('refuses %s by its Content-Length', async (_what, path, type, size) => {
      const before = await service.head();
      const { status, text } = await announced(service.url + path, type, size);
      expect([status, text]).toEqual([413, expect.stringContaining('"/problems/body-too-large"')]);
      expect(await service.head()).toEqual(before);
    });

    it.each([
      ['/members', 5 * MIB, 'application/json'],
      ['/imports', 30 * MIB, 'text/csv'],
    ])('answers also who sends all of it first: %s, %d bytes', async (path, size, type) => {
      const body = Buffer.alloc(size, ' ');
      const answer = await fetch(service.url + ALLIANCE + path, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining('25 MiB')]);
    });

    it('refuses a body of unknown length once it is too large', async () => {
      const before = await service.head();
      const { status, text } = await streamed(`${service.url}${ALLIANCE}/surveys`, 3 * MIB);
      expect([status, text]).toEqual([413, expect.stringContaining('"/problems/body-too-large"')]);
      expect(await service.head()).toEqual(before);
    });
  });
});

describe('a clock that went back', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
  });
  afterAll(() => service.stop());

  it('leaves what was recorded in the past: as of its recorded time it is there, and of no later one', async () => {
    service.now = NOW + 60_000;
    const { position } = await service.record('/members', member('ahead'));
    service.now = NOW;
    const asOf = (instant: number): string =>
      `${ALLIANCE}/indicators?asOf=${encodeURIComponent(new Date(instant).toISOString())}`;
    const answer = await service.get(asOf(NOW + 60_000));
    expectStatus(answer, 200);
    expect(answer.json()).toMatchObject({ asOf: position });
    await service.refuses(
      { method: 'GET', path: asOf(NOW + 60_001) },
      { status: 400, code: 'as-of-unknown', field: 'asOf' },
    );
  });
});

interface Short {
  readonly status: number;
  readonly text: string;
}

/** Announces a body of a size and sends only its beginning: the answer must not wait for the rest. */
function announced(url: string, type: string, size: number): Promise<Short> {
  return answerTo(url, { 'content-type': type, 'content-length': size }, ['{']);
}

/** Sends a body in chunks, without saying how large it will be. */
function streamed(url: string, size: number): Promise<Short> {
  const chunk = ' '.repeat(64 * 1024);
  const chunks = Array.from({ length: size / chunk.length }, () => chunk);
  return answerTo(url, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }, chunks);
}

function answerTo(url: string, headers: Record<string, string | number>, chunks: readonly string[]): Promise<Short> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers, agent: false }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (part: string) => (text += part));
      incoming.on('end', () => {
        resolve({ status: incoming.statusCode ?? 0, text });
        outgoing.destroy();
      });
    });
    outgoing.on('error', reject);
    for (const chunk of chunks) outgoing.write(chunk);
  });
}
