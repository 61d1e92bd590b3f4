// The process that lays a PDF out: what ends it ends nothing else, and it doesn't outlive who asked.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { exampleReport } from '../../example-report.fixture.js';
import { LayoutEndedError, laidOutApart } from './layout-process.js';
import { documentOf } from './pdf.document.js';
import { ENDING_TEXT, withCells } from '../changed-report.fixture.js';

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
