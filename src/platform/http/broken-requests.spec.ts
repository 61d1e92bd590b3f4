// A request that never ends, on a server that waits less long for it than the service does.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { answerBrokenRequests } from './broken-requests.js';

let server: Server;
beforeAll(async () => {
  server = createServer({ requestTimeout: 50, headersTimeout: 50, connectionsCheckingInterval: 20 });
  server.on('clientError', answerBrokenRequests({ 'x-always': 'there' }));
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  server.close();
});

it.each([
  ['headers', 'GET / HTTP/1.1\r\nHost: localhost\r\n'],
  ['body', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{'],
])('whose %s do not end is answered with 408, and the connection closed', async (_what, begun) => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(begun));
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
  await once(socket, 'close');
  expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\nx-always: there\r\n/);
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({
    type: '/problems/request-too-slow',
    status: 408,
    remedy: 'Repeat the request.',
  });
});
