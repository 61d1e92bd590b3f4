// The test double of a node as a process of its own, as a node is one: it tells its address, and ends with its parent.
import { ClusterDouble } from './cluster-double.js';

const double = new ClusterDouble();
await double.start();
process.send?.(double.address);
process.on('disconnect', () => process.exit(0));
