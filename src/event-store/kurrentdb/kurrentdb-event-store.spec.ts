// The adapter for KurrentDB: the port's contract, on a real cluster where KURRENTDB_URL names one. (On the test double,
// always: test/kurrentdb/.)
import { randomUUID } from 'node:crypto';
import { describe, it } from '@jest/globals';
import { eventStoreContract } from '../event-store.contract.js';
import { KurrentDbEventStore } from './kurrentdb-event-store.js';

const address = process.env['KURRENTDB_URL'];

if (address === undefined || address === '') {
  describe('event store contract: KurrentDB', () => {
    it.skip('needs a cluster: set KURRENTDB_URL to run it', () => undefined);
  });
} else {
  eventStoreContract('KurrentDB', async () => {
    let now = 1_000;
    const streamPrefix = `t${randomUUID().replaceAll('-', '')}_`;
    const open = (): Promise<KurrentDbEventStore> =>
      KurrentDbEventStore.open({ address, streamPrefix, clock: () => now });
    let store = await open();
    return {
      store,
      setClock: (instant) => (now = instant),
      reopen: async () => {
        await store.close();
        return (store = await open());
      },
      dispose: () => store.close(),
    };
  });
}
