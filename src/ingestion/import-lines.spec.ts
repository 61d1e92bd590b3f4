// Which lines of a file go together: a correction is two of them, and one alone is nothing.
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import type { RecordManyFacts } from '../commands/record-facts/record-many-facts.command.js';
import type { EventStore } from '../event-store/event-store.js';
import { LineImports } from './import-lines.js';

const folder = mkdtempSync(join(tmpdir(), 'import-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

const event = (id: string, type: string, data: object, more: object = {}): object => ({
  ...{ specversion: '1.0', source: 'urn:t', id, type: `org.alliance-kpi.${type}` },
  ...{ subject: 'member-lcamp.a', data, ...more },
});
const corrected = '11111111-1111-4111-8111-111111111111';
const retraction = event('r', 'EventRetracted', { eventId: corrected, reason: 'Mistyped.' });
const joined = { memberId: 'a', name: 'A', category: 'affiliate', agentType: 'company', country: 'DE' };
const right = event('j', 'MemberJoined', { ...joined, joinedOn: '2023-01-01' }, { corrects: corrected });

/** What is offered of these lines where those that are refused are skipped, and which are refused. */
async function offered(...lines: readonly string[]): Promise<{ types: string[]; refused: string[] }> {
  const types: string[] = [];
  const execute = ({ facts }: RecordManyFacts): Promise<unknown> => {
    for (let i = 0; i < facts.length; i++) types.push(facts.at(i)?.type ?? '');
    return Promise.resolve({ recorded: facts.length, repeats: 0, refused: { told: [], indexes: [] } });
  };
  const imports = new LineImports({ execute } as unknown as CommandBus, {} as EventStore, folder, Date.now);
  const options = { dryRun: false, skipInvalid: true, migrate: false };
  const { refused } = await imports.import(lines.join('\n'), options, () => undefined);
  return { types, refused: refused.map(({ line, problem }) => `${line}: ${String(problem['detail'])}`) };
}

describe('a correction in a file', () => {
  const text = JSON.stringify(right);

  it('is offered whole', async () =>
    expect(await offered(JSON.stringify(retraction), text)).toEqual({
      types: ['EventRetracted', 'MemberJoined'],
      refused: [],
    }));

  it.each([
    ['a value that is none', text.replace('"DE"', '"XX"')],
    ['a time that is none', JSON.stringify({ ...right, time: 'yesterday' })],
    ['a schema of another event', JSON.stringify({ ...right, dataschema: '/schemas/MemberLeft/1' })],
    ['a key that stands twice', text.replace('"country":', '"country":"FR","country":')],
    ['no end', text.slice(0, -1)],
  ])('is refused whole where its right event has %s', async (_what, line) => {
    const { types, refused } = await offered(JSON.stringify(retraction), line);
    expect(types).toEqual([]);
    expect(refused).toEqual([
      expect.stringMatching(/^1: It is one correction with line 2\. /),
      expect.stringMatching(/^2: /),
    ]);
  });

  it('isn’t seen in a retraction before a broken line about something else', async () => {
    const { types, refused } = await offered(JSON.stringify(retraction), '{"specversion":');
    expect(types).toEqual(['EventRetracted']);
    expect(refused).toEqual([expect.stringMatching(/^2: /)]);
  });
});
