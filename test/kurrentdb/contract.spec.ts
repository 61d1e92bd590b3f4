// The port's contract on the test double: as EventStoreDB 23.10 has it, and as KurrentDB from 25.1 on.
import { eventStoreContract } from '../../src/event-store/event-store.contract.js';
import { KurrentDbEventStore } from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import { ClusterDouble } from './cluster-double.js';

for (const [adapter, atomic] of [
  ['KurrentDB (double of 23.10)', false],
  ['KurrentDB (double of 25.1)', true],
] as const) {
  eventStoreContract(adapter, async () => {
    const double = new ClusterDouble({ atomic });
    await double.start();
    // Another application's events lie between ours.
    double.put('other_orders-1', { type: 'OrderPlaced', data: '{}' });
    let now = 1_000;
    const open = (): Promise<KurrentDbEventStore> =>
      KurrentDbEventStore.open({ address: double.address, streamPrefix: 'akpi_', clock: () => now });
    let store = await open();
    return {
      store,
      setClock: (instant) => (now = instant),
      reopen: async () => {
        await store.close();
        return (store = await open());
      },
      dispose: async () => {
        await store.close();
        double.stop();
      },
    };
  });
}
