// Contract, "What is refused": also what no route is reached by is answered with a problem, and with the headers of every answer.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerBrokenRequests } from '../../src/platform/http/broken-requests.js';
import { ALLIANCE, RunningService } from '../end-to-end/running-service.js';

const HOST = 'Host: localhost\r\n';
const GET = `GET ${ALLIANCE}/members HTTP/1.1\r\n`;
const POST = `POST ${ALLIANCE}/members HTTP/1.1\r\n${HOST}Content-Type: application/json\r\n`;

interface Answer {
  readonly status: number;
  readonly headers: string;
  readonly problem: unknown;
}

/** Sends these very bytes, and reads until the connection is closed. */
function send(url: string, text: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text, 'latin1'));
    let answer = '';
    socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
    socket.on('error', reject);
    socket.on('close', () => {
      const [headers = '', body = ''] = answer.split('\r\n\r\n');
      resolve({ status: Number(headers.split(' ')[1]), headers, problem: JSON.parse(body) });
    });
  });
}

describe('a request that no route is reached by', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
  });
  afterAll(() => service.stop());

  it.each([
    ['a chunk without a size', `${POST}Transfer-Encoding: chunked\r\n\r\nZZ\r\n`, 400, 'http-invalid'],
    ['two sizes', `${POST}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 400, 'http-invalid'],
    ['a size and chunks', `${POST}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`, 400, 'http-invalid'],
    ['a NUL in a header', `${GET}${HOST}X-Actor: a\0b\r\n\r\n`, 400, 'http-invalid'],
    ['an unknown method', `INVENT / HTTP/1.1\r\n${HOST}\r\n`, 400, 'http-invalid'],
    ['headers without end', `${GET}${HOST}X-Actor: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
    ['no Host', `${GET}Connection: close\r\n\r\n`, 400, 'http-invalid'],
    ['two Hosts', `${GET}${HOST}Host: rebound.example\r\nConnection: close\r\n\r\n`, 400, 'http-invalid'],
    [
      'the name of another site in its address',
      `GET http://rebound.example${ALLIANCE}/members HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
      421,
      'host-unknown',
    ],
    [
      'a method that needs a content type, and none',
      `QUERY ${ALLIANCE}/members HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
      415,
      'content-type-unsupported',
    ],
    ['an expectation', `${GET}${HOST}Expect: more\r\nConnection: close\r\n\r\n`, 417, 'expectation-unknown'],
  ])('with %s is answered all the same', async (_what, text, status, code) => {
    const answer = await send(service.url, text);
    expect([answer.status, answer.problem]).toEqual([
      status,
      {
        type: `/problems/${code}`,
        title: expect.any(String),
        status,
        detail: expect.any(String),
        remedy: expect.any(String),
      },
    ]);
    expect(answer.headers).toMatch(/^content-type: application\/problem\+json/m);
    expect(answer.headers).toMatch(/^connection: close$/im);
    expect(answer.headers).toMatch(/^x-content-type-options: nosniff$/m);
  });

  it.each(['/api/%E0%A4%A', '/a/%E0%A4%A', `${ALLIANCE}/members/%ff`])('refuses the address %s', async (path) => {
    await service.refuses({ method: 'GET', path }, { status: 400, code: 'request-invalid' });
    expect((await service.get(path)).headers['x-content-type-options']).toBe('nosniff');
  });

  it('sends a browser from such an address to the page that says what isn’t there, and to no other site', async () => {
    const ask = (path: string): Promise<Response> =>
      fetch(service.url + path, { headers: { accept: 'text/html' }, redirect: 'manual' });
    const answer = await ask('/a/%E0%A4%A?at=M24');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/a/%25E0%25A4%25A']);
    for (const path of ['//elsewhere.example/%E0%A4%A', '/%E0%A4%A/../..//elsewhere.example', '/api/%E0%A4%A']) {
      const request = `GET ${path} HTTP/1.1\r\n${HOST}Accept: text/html\r\nConnection: close\r\n\r\n`;
      expect([path, (await send(service.url, request)).status]).toEqual([path, 400]);
    }
  });

  it('takes an address with the name of the service as it takes any', async () => {
    const text = `GET http://localhost${ALLIANCE}/members/nobody HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`;
    const { headers, problem } = await send(service.url, text);
    expect(problem).toMatchObject({ type: '/problems/member-unknown' });
    expect(headers).toMatch(/^cache-control: no-store$/m);
  });

  it.each(['/api/../../package.json', '//rebound.example/', '/api\\members'])('finds nothing at %s', async (path) => {
    const { status, problem } = await send(service.url, `GET ${path} HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`);
    expect([status, problem]).toMatchObject([404, { type: '/problems/route-unknown' }]);
  });

  it('refuses the name of another site, and what its pages send', async () => {
    const path = `${ALLIANCE}/members`;
    const rebound = { method: 'GET', path, headers: { host: 'rebound.example:3000' } };
    await service.refuses(rebound, { status: 421, code: 'host-unknown' });
    const sent = { method: 'POST', path, body: {}, headers: { origin: 'https://other.example' } };
    await service.refuses(sent, { status: 403, code: 'cross-site' });
  });
});

describe('a request that does not end, on a server that waits less long for it than the service does', () => {
  const server = createServer({ requestTimeout: 50, headersTimeout: 50, connectionsCheckingInterval: 20 });
  server.on('clientError', answerBrokenRequests({ 'x-always': 'there' }));
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  afterAll(() => once(server.close(), 'close'));

  it.each([
    ['headers', `${GET}${HOST}`],
    ['body', `${POST}Content-Length: 9\r\n\r\n{`],
  ])('in its %s is answered with 408, and the connection closed', async (_what, begun) => {
    const { status, headers, problem } = await send(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      begun,
    );
    expect(status).toBe(408);
    expect(headers).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\nx-always: there\r\n/);
    expect(problem).toMatchObject({
      type: '/problems/request-too-slow',
      status: 408,
      remedy: 'Repeat the request.',
    });
  });
});
