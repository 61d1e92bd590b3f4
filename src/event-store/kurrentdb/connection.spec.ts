// The client's life: what may end it, and when.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { EventStoreError } from '../event-store.js';
import { Connection } from './connection.js';

describe('a connection to a cluster', () => {
  it('cancels the streams of a client that it gives up in a turn of the event loop of their own', async () => {
    const connection = await Connection.open('kurrentdb://127.0.0.1:1?tls=false');
    const { client } = connection;
    let disposed = false;
    client.dispose = () => {
      disposed = true;
      return Promise.resolve();
    };
    connection.renew(client);
    expect(connection.client).not.toBe(client);
    // As what is told of a stream that was reset: one microtask after the other, all within the same turn.
    for (let n = 0; n < 100; n++) await Promise.resolve();
    expect(disposed).toBe(false);
    await nextTurn();
    await nextTurn();
    expect(disposed).toBe(true);
    await connection.close();
  });

  it('says which file of the address is not there', async () => {
    const opened = Connection.open('kurrentdb://u:secret@127.0.0.1:1?tlsCaFile=/no/such.crt');
    await expect(opened).rejects.toThrow("The address of the cluster can't be used: Failed to load certificate file");
    await expect(opened).rejects.toBeInstanceOf(EventStoreError);
  });
});
