// Specs of a reversal: what still stands of an import is found by one reading of each stream, however much of it is in one.
import { tmpdir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import type { Facts } from '../../commands/record-facts/facts.js';
import type { RecordManyFacts } from '../../commands/record-facts/record-many-facts.command.js';
import type { EventStore, StoredEvent } from '../../event-store/event-store.js';
import type { Monitoring } from '../../monitoring/monitoring.service.js';
import { ImportLog } from './import-log.js';
import { ImportTurns } from './import-turns.js';
import { SPREADSHEET_SOURCE } from './row-facts.js';

const IMPORT = 'f2e0a3f4-0000-4000-8000-000000000001';
const idOf = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`;

/** What is retracted where the log holds these events, in this order; and how often a stream was read. */
async function reversalOf(events: readonly object[]): Promise<{ retracted: string[]; reads: number }> {
  const log = events.map((event, i) => ({
    ...{ stream: 'measurement-lcamp.R1', position: BigInt(i + 1), revision: BigInt(i), recordedAt: 1 },
    ...event,
  })) as unknown as StoredEvent[];
  let reads = 0;
  const store = {
    readAll: (after: bigint) => Promise.resolve(log.filter(({ position }) => position > after)),
    readStream: (_stream: string, from: bigint) => (reads++, Promise.resolve(log.filter((e) => e.revision >= from))),
  };
  const retracted: string[] = [];
  const take = ({ facts }: { facts: Facts }): void => {
    for (let i = 0; i < facts.length; i++) retracted.push((facts.at(i)?.data as { eventId: string }).eventId);
  };
  const execute = (command: RecordManyFacts): unknown => (
    take(command),
    Promise.resolve({ recorded: retracted.length })
  );
  const imports = new ImportLog(
    { execute } as unknown as CommandBus,
    {} as Monitoring,
    new ImportTurns(),
    store as unknown as EventStore,
    tmpdir(),
  );
  await imports.reverse('lcamp', IMPORT, { reason: 'The wrong list.', actor: 'Ane' }, () => undefined);
  return { retracted, reads };
}

describe('the reversal of an import', () => {
  it('takes back what still stands of it, of a stream that is read once', async () => {
    const metadata = { source: SPREADSHEET_SOURCE, allianceId: 'lcamp', correlationId: IMPORT };
    const value = (number: number): object => ({ type: 'ValueReported', eventId: idOf(number), data: {}, metadata });
    const retraction = { type: 'EventRetracted', eventId: idOf(9), data: { eventId: idOf(2) }, metadata: {} };
    expect(await reversalOf([value(1), value(2), value(3), retraction])).toEqual({
      retracted: [idOf(1), idOf(3)],
      reads: 1,
    });
    expect((await reversalOf([value(2), retraction, value(3)])).retracted).toEqual([idOf(3)]);
  });
});
