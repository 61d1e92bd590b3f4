// The process that lays PDFs out, one after the other, for whom it was started.
import { setPriority } from 'node:os';
import type { LayoutAnswer, LayoutTask } from './layout-process.js';
import { layOut } from './pdf.layout.js';

/** How far it stands back, from 0 to 19: the service goes first, then the thread that builds reports. */
const NICENESS = 19;
setPriority(NICENESS);

process.on('message', (task: LayoutTask) => {
  process.send?.(answered(task));
});
// Who asked is gone.
process.once('disconnect', () => process.exit());

function answered(task: LayoutTask): LayoutAnswer {
  try {
    return { bytes: layOut(task) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
