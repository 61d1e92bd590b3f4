// Which lines of a file go together: a correction is two of them, and one alone is nothing.
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import type { OfferedFact } from '../commands/record-facts/record-facts.command.js';
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

interface Offered {
  readonly types: string[];
  readonly correlations: unknown[];
  readonly refused: string[];
}

/** What is offered of these lines where those that are refused are skipped, and which are refused. */
async function imported(lines: readonly string[]): Promise<Offered> {
  const offeredFacts: OfferedFact[] = [];
  const execute = ({ facts }: RecordManyFacts): Promise<unknown> => {
    for (let i = 0; i < facts.length; i++) offeredFacts.push(facts.at(i) as OfferedFact);
    return Promise.resolve({ recorded: facts.length, repeats: 0, refused: { told: [], indexes: [] } });
  };
  const imports = new LineImports({ execute } as unknown as CommandBus, {} as EventStore, folder, Date.now);
  const options = { dryRun: false, skipInvalid: true, migrate: false };
  const { refused } = await imports.import(lines.join('\n'), options, () => undefined);
  return {
    types: offeredFacts.map(({ type }) => type),
    correlations: offeredFacts.map(({ metadata }) => metadata['correlationId']),
    refused: refused.map(({ line, problem }) => `${line}: ${String(problem['detail'])}`),
  };
}

async function offered(...lines: readonly string[]): Promise<Pick<Offered, 'types' | 'refused'>> {
  const { types, refused } = await imported(lines);
  return { types, refused };
}

it('gives events that say no correlation a random one, but to those of another log, which may be sealed', async () => {
  const left = (id: string, more: object): string =>
    JSON.stringify(event(id, 'MemberLeft', { leftOn: '2023-02-01' }, more));
  const lines = [
    left('a', {}),
    left('b', {}),
    left('c', { correlationid: 'own' }),
    left('d', { recordedat: '2024-01-02T03:04:05.000Z' }),
  ];
  const [first, second] = [(await imported(lines)).correlations, (await imported(lines)).correlations];
  expect(first).toEqual([
    expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    first[0],
    'own',
    undefined,
  ]);
  expect(second[0]).not.toBe(first[0]);
});

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
