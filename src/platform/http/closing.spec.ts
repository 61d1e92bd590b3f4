// A server that ends: who is being answered is answered, and connections that clients keep don't hold it back.
import { Agent, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { closeConnectionsOnceAnswered } from './closing.js';

/** Fastify's default, for which a server would wait that has an idle connection. */
const KEPT_MS = 72_000;

describe('a server that ends', () => {
  const agent = new Agent({ keepAlive: true });
  let server: FastifyInstance;
  let asked: Promise<void>;
  let answer: () => void;

  beforeEach(async () => {
    server = fastify({ return503OnClosing: false });
    closeConnectionsOnceAnswered(server);
    let ask: () => void;
    asked = new Promise((resolve) => (ask = resolve));
    const waiting = new Promise<void>((resolve) => (answer = resolve));
    server.get('/plain', async () => {
      ask();
      await waiting;
      return 'answered';
    });
    server.get('/stream', async (_request, reply) => {
      reply.raw.write('begun, ');
      ask();
      await waiting;
      reply.raw.end('ended');
      return reply.hijack();
    });
    await server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(() => agent.destroy());

  const fetched = async (path: string): Promise<{ connection: string | undefined; text: string }> => {
    const { port } = server.server.address() as AddressInfo;
    const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
      get({ host: '127.0.0.1', port, path, agent }, resolve).on('error', reject);
    });
    let text = '';
    for await (const chunk of incoming) text += String(chunk);
    return { connection: incoming.headers.connection, text };
  };

  it.each([
    ['/plain', 'close', 'answered'],
    ['/stream', 'keep-alive', 'begun, ended'],
  ])('answers a request for %s that came before, and ends', async (path, connection, text) => {
    const answered = fetched(path);
    await asked;
    const began = performance.now();
    const closed = server.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    answer();
    expect(await answered).toEqual({ connection, text });
    await closed;
    expect(performance.now() - began).toBeLessThan(KEPT_MS / 2);
  });
});
