// Long work that fails is told as a problem like any other, and its answer has the headers of every answer.
import { describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { EventStoreError } from '../../event-store/event-store.js';
import { ProblemError } from '../problems.js';
import { answerInLines } from './progress-lines.js';
import { RouteTable } from './route-table.js';
import { createServer } from './server.js';

const lastLineOf = async (error: Error): Promise<{ headers: object; line: unknown }> => {
  const server = createServer(new RouteTable(), { HOST: '127.0.0.1', ALLOWED_HOSTS: '' }).getInstance();
  server.get('/work', (_request, reply) => answerInLines(reply, () => Promise.reject(error)));
  const { headers, payload } = await server.inject('/work');
  return { headers, line: JSON.parse(payload) };
};

describe('an answer in lines', () => {
  it('says what is wrong and what to do', async () => {
    const { line } = await lastLineOf(new ProblemError({ code: 'busy', detail: 'Others write.' }));
    expect(line).toEqual({
      problem: {
        type: '/problems/busy',
        title: 'Not now',
        status: 503,
        detail: 'Others write.',
        remedy: expect.any(String),
      },
    });
  });

  it('says also why the service failed', async () => {
    const { line } = await lastLineOf(new Error('ENOENT: no such folder'));
    expect(line).toEqual({
      problem: {
        type: '/problems/internal',
        title: expect.any(String),
        status: 500,
        detail: 'ENOENT: no such folder',
        remedy: expect.any(String),
      },
    });
  });

  it('is logged where whoever runs the service must know', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    await lastLineOf(new EventStoreError('unavailable', 'There is no room.', { reason: 'storage-full' }));
    await lastLineOf(new ProblemError({ code: 'busy', detail: 'Others write.' }));
    await lastLineOf(new Error('It fails.'));
    expect(logged.mock.calls.flat()).toEqual([
      'Nothing can be recorded: There is no room.',
      expect.stringContaining('Error: It fails.\n    at '),
    ]);
    logged.mockRestore();
  });

  it('says now and then what is being done, also while the work itself says nothing', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    const server = createServer(new RouteTable(), { HOST: '127.0.0.1', ALLOWED_HOSTS: '' }).getInstance();
    server.get('/work', (_request, reply) =>
      answerInLines(reply, async (onProgress) => {
        jest.advanceTimersByTime(5_000);
        onProgress('Checking', 0.5);
        jest.advanceTimersByTime(10_000);
        return 'done';
      }),
    );
    const { payload } = await server.inject('/work');
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
    const checking = { work: 'Checking', done: 0.5 };
    expect(
      payload
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([{ work: 'Working', done: 0 }, checking, checking, checking, { result: 'done' }]);
  });

  it('has the headers of every answer', async () => {
    const { headers } = await lastLineOf(new Error('It fails.'));
    expect(headers).toMatchObject({
      'content-type': 'application/x-ndjson',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
  });
});
