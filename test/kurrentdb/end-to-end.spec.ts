// The end-to-end suite on a cluster: a real one where KURRENTDB_URL names one, else the test double.
import { afterAll, describe, it, jest } from '@jest/globals';
import { ClusterDouble } from './cluster-double.js';

const address = process.env['KURRENTDB_URL'];
// Each service connects anew, over a network where there is one.
jest.setTimeout(30_000);
const double = new ClusterDouble();
if (address === undefined || address === '') {
  await double.start();
  describe('end to end on a real cluster', () => {
    it.skip('needs a cluster: set KURRENTDB_URL to run it; what follows runs on a test double', () => undefined);
  });
}
process.env['TEST_STORE_URL'] = address || double.address;
afterAll(() => double.stop());

await import('../end-to-end/as-of.spec.js');
await import('../end-to-end/figures.spec.js');
await import('../end-to-end/stream.spec.js');
await import('../contract/repeats.spec.js');
await import('../contract/conflicts.spec.js');
await import('../contract/corrections.spec.js');
await import('../contract/cloud-events.spec.js');
