// Who works for a client hears that it has gone, and of no client that was answered.
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { ClientGoneError, untilGone } from './client-gone.js';
import { answerInLines } from './progress-lines.js';

let server: FastifyInstance;
let signals: AbortSignal[];
beforeEach(async () => {
  server = fastify();
  signals = [];
  const gone = (signal: AbortSignal): Promise<never> =>
    new Promise((_, reject) => {
      signals.push(signal);
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  server.get('/quick', (_request, reply) => {
    signals.push(untilGone(reply));
    return 'done';
  });
  server.get('/endless', (_request, reply) => gone(untilGone(reply)));
  server.get('/endless-lines', (_request, reply) => answerInLines(reply, (_onProgress, signal) => gone(signal)));
  await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

const urlOf = (path: string): string => `http://127.0.0.1:${(server.server.address() as AddressInfo).port}${path}`;

it('a client that goes is heard of', async () => {
  for (const path of ['/endless', '/endless-lines']) {
    const before = signals.length;
    const request = get(urlOf(path)).on('error', () => undefined);
    while (signals.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
    const signal = signals.at(-1) as AbortSignal;
    const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve));
    request.destroy();
    await aborted;
    expect(signal.reason).toBeInstanceOf(ClientGoneError);
  }
});

it('a client that was answered has not gone', async () => {
  expect(await (await fetch(urlOf('/quick'), { headers: { connection: 'close' } })).text()).toBe('done');
  await server.close();
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
});
