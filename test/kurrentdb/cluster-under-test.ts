// The cluster that whole suites run on: the one that KURRENTDB_URL names, shared with others and never emptied; else the
// test double, in a process of its own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const DOUBLE = fileURLToPath(new URL('./cluster-double.child.js', import.meta.url));

/** The address of the real cluster to test on; empty where there is none. */
export const realCluster = process.env['KURRENTDB_URL'] ?? '';

/** Whether this run takes its time, and tests on a cluster all that can be tested there. */
export const inFull = realCluster !== '' || process.env['TEST_SCALE'] === 'full';

export interface ClusterUnderTest {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

export async function startCluster(): Promise<ClusterUnderTest> {
  if (realCluster !== '') return { address: realCluster, stop: () => Promise.resolve() };
  const child = fork(DOUBLE, { execArgv: [] });
  const [address] = (await once(child, 'message')) as [string];
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  };
  return { address, stop };
}
