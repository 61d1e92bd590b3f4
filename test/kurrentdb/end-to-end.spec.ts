// The end-to-end suite on a cluster: in full where KURRENTDB_URL names a real one and in full runs, else a part of it, on
// the test double.
import { afterAll, describe, it } from '@jest/globals';
import { inFull, realCluster, startCluster } from './cluster-under-test.js';

// Each service connects anew, over a network where there is one.
if (realCluster === '') {
  describe('end to end on a real cluster', () => {
    it.skip('needs a cluster: set KURRENTDB_URL to run it', () => undefined);
  });
}
const cluster = await startCluster();
afterAll(() => cluster.stop());
process.env['TEST_STORE_URL'] = cluster.address;
await import('../end-to-end/as-of.spec.js');
await import('../end-to-end/stream.spec.js');
await import('../end-to-end/spreadsheets.spec.js');
await import('../contract/repeats.spec.js');
await import('../contract/corrections.spec.js');
if (inFull) {
  await import('../end-to-end/figures.spec.js');
  await import('../end-to-end/typed-client.spec.js');
  await import('../contract/conflicts.spec.js');
  await import('../contract/cloud-events.spec.js');
  await import('../contract/framework.spec.js');
  await import('../contract/unknown-things.spec.js');
  await import('../contract/protocol.spec.js');
}
