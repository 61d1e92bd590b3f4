// The command line's suite on a cluster: where KURRENTDB_URL names a real one, and on the test double in full runs. What
// a cluster answers otherwise is looked at in every run, when a log moves there (move.spec.ts).
import { afterAll, describe, it } from '@jest/globals';
import { inFull, startCluster } from './cluster-under-test.js';

if (inFull) {
  const cluster = await startCluster();
  afterAll(() => cluster.stop());
  process.env['TEST_STORE_URL'] = cluster.address;
  await import('../end-to-end/command-line.spec.js');
} else {
  describe('the command line on a cluster', () => {
    it.skip('runs where KURRENTDB_URL names a cluster, and in full runs', () => undefined);
  });
}
