// Specs of what keeps the read model in step with the log.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EmbeddedEventStore } from '../event-store/embedded/embedded-event-store.js';
import { setUp } from '../first-start/set-up.js';
import { Monitoring } from './monitoring.service.js';

describe('monitoring', () => {
  it('serves figures where no snapshot can be written, and says so', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'monitoring-'));
    const store = await EmbeddedEventStore.open({ dataDir, clock: Date.now });
    const snapshotFile = join(dataDir, 'no-such-folder', 'snapshot');
    const told: Error[] = [];
    try {
      await setUp(store, { firstStart: 'lcamp-and-example', dataDir, clock: Date.now });
      const monitoring = await Monitoring.start({
        ...{ store, clock: Date.now, snapshotFile },
        onNoSnapshot: (error) => told.push(error),
      });
      await monitoring.rebuild(() => undefined);
      expect(told.length).toBe(1);
      expect(() => monitoring.assertTrusted()).not.toThrow();
      expect(monitoring.position).toBe((await store.head()).position);
      await monitoring.stop();
    } finally {
      await store.close();
      rmSync(dataDir, { recursive: true });
    }
  });
});
