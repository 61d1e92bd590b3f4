// The process that lays a PDF out: what ends it ends nothing else, and it doesn't outlive who asked.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { exampleReport } from '../../example-report.fixture.js';
import type { Report } from '../../report-model.js';
import { LayoutEndedError, laidOutApart } from './layout-process.js';
import { documentOf } from './pdf.document.js';
import { ENDING_TEXT, withCells } from '../changed-report.fixture.js';

/** Where the system lists the threads of a process, each with the processes that it has started. */
const THREADS = '/proc/self/task';
const itWhereListed = existsSync(THREADS) ? it : it.skip;

/** The processes of layouts that this one has started. */
function layoutProcesses(): number[] {
  const started = readdirSync(THREADS).flatMap((thread) =>
    readFileSync(`${THREADS}/${thread}/children`, 'utf8').split(' ').filter(Boolean),
  );
  return started.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('pdf.process.js')).map(Number);
}

describe('the process that lays a PDF out', () => {
  it('may end at a text: only whoever asked for it is told', async () => {
    const report = await exampleReport();
    const apart = (data: unknown): Promise<Uint8Array> => laidOutApart({ data, emblem: null });
    const [ended, other] = await Promise.allSettled([
      apart(documentOf(withCells(report, ENDING_TEXT), null)),
      apart(documentOf(report, null)),
    ]);
    expect(ended).toMatchObject({ status: 'rejected', reason: expect.any(LayoutEndedError) });
    expect(other).toMatchObject({ status: 'fulfilled', value: expect.any(Uint8Array) });
  });

  it('lays out one document after the other, each as if it were the only one', async () => {
    const [en, es] = await Promise.all(['en', 'es'].map((language) => exampleReport({ language })));
    const [first, second] = [en, es].map((report) => documentOf(report as Report, '/emblem.svg'));
    const square = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
    const emblem = { path: '/emblem.svg', bytes: new TextEncoder().encode(square) };
    const laidOut = [
      await laidOutApart({ data: first, emblem }),
      await laidOutApart({ data: second, emblem }),
      await laidOutApart({ data: first, emblem }),
    ].map((bytes) => Buffer.from(bytes));
    expect(laidOut[2]?.equals(laidOut[0] as Buffer)).toBe(true);
    expect(laidOut[1]?.equals(laidOut[0] as Buffer)).toBe(false);
    await expect(laidOutApart({ data: first, emblem: null })).rejects.toThrow('was not laid out');
  });

  itWhereListed('is replaced where it ended while it had nothing to do: no text is at fault', async () => {
    const task = { data: documentOf(await exampleReport(), null), emblem: null };
    const first = await laidOutApart(task);
    const before = layoutProcesses();
    expect(before).not.toEqual([]);
    for (const each of before) process.kill(each, 'SIGKILL');
    expect(Buffer.from(await laidOutApart(task)).equals(first)).toBe(true);
    expect(layoutProcesses().filter((each) => !before.includes(each))).toEqual([expect.any(Number)]);
  });

  it('is ended where it takes too long', async () => {
    const data = documentOf(await exampleReport(), null);
    await expect(laidOutApart({ data, emblem: null }, 1)).rejects.toThrow('not laid out within 0.001 seconds');
  });

  it('ends with whoever asked, also amid its work', async () => {
    const task = { data: documentOf(await exampleReport(), null), emblem: null };
    for (const isAsked of [false, true]) {
      const child = fork(fileURLToPath(new URL('./pdf.process.js', import.meta.url)), [], {
        serialization: 'advanced',
        execArgv: [],
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      const ended = once(child, 'exit');
      await once(child, 'spawn');
      if (isAsked) await new Promise((resolve) => child.send(task, resolve));
      child.disconnect();
      // By itself, not by a signal.
      expect(await ended).toEqual([0, null]);
    }
  });

  it('says of what no document for everyone to read can be made that it is the text’s fault', async () => {
    const untitled = { ...(documentOf(await exampleReport(), null) as object), title: '' };
    await expect(laidOutApart({ data: untitled, emblem: null })).rejects.toThrow(LayoutEndedError);
  });

  it('says what is wrong with a document', async () => {
    await expect(laidOutApart({ data: {}, emblem: null })).rejects.toThrow('was not laid out');
  });
});
