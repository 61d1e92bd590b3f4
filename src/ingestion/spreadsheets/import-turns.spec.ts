// Specs of imports and reversals that wait for another one of their alliance: who goes meanwhile leaves nothing behind.
import { tmpdir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { ImportLog } from './import-log.js';
import { ImportTurns } from './import-turns.js';
import { SpreadsheetImports } from './spreadsheet-imports.js';

describe('an import that waits for another', () => {
  const turns = new ImportTurns();
  const gone = new AbortController();
  const others = {} as never;
  void turns.holding(['lcamp'], () => new Promise(() => undefined));

  it('is given up at once, with its file, when its client goes, and so is a reversal', async () => {
    const imports = new SpreadsheetImports(others, others, others, others, others, others, turns, tmpdir());
    const file = {
      bytes: Buffer.from('name\nFesto'),
      format: 'csv',
      settings: {},
      skipInvalid: false,
      actor: 'Ane',
    } as const;
    const imported = imports.import({ allianceId: 'lcamp', ...file, dryRun: false }, () => undefined, gone.signal);
    const log = new ImportLog(others, others, turns, others, tmpdir());
    const reversed = log.reverse(
      'lcamp',
      'an-import',
      { reason: 'Wrong.', actor: 'Ane' },
      () => undefined,
      gone.signal,
    );
    gone.abort(new Error('The client has gone.'));
    await expect(imported).rejects.toThrow('gone');
    await expect(reversed).rejects.toThrow('gone');
  });
});
