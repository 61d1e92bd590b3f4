// The process that lays a PDF out: what ends it ends nothing else.
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

  it('says what is wrong with a document', async () => {
    await expect(laidOutApart({ data: {}, emblem: null })).rejects.toThrow('was not laid out');
  });
});
