// The end-to-end suite on a cluster: a real one where KURRENTDB_URL names one; in full runs else the test double, which
// the specs beside this one use always.
import { afterAll, describe, it, jest } from '@jest/globals';
import { ClusterDouble } from './cluster-double.js';

const address = process.env['KURRENTDB_URL'] ?? '';
// Each service connects anew, over a network where there is one.
jest.setTimeout(60_000);
const double = new ClusterDouble();
if (address === '') {
  describe('end to end on a real cluster', () => {
    it.skip('needs a cluster: set KURRENTDB_URL to run it', () => undefined);
  });
}
const onDouble = address === '' && process.env['TEST_SCALE'] === 'full';
if (onDouble) {
  await double.start();
  afterAll(() => double.stop());
}
if (onDouble || address !== '') {
  process.env['TEST_STORE_URL'] = address || double.address;
  await import('../end-to-end/as-of.spec.js');
  await import('../end-to-end/figures.spec.js');
  await import('../end-to-end/stream.spec.js');
  await import('../contract/repeats.spec.js');
  await import('../contract/conflicts.spec.js');
  await import('../contract/corrections.spec.js');
  await import('../contract/cloud-events.spec.js');
}
