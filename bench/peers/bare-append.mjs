// The limit: the same events written to the end of a file, and fdatasync before each acknowledgement. No index, no
// revisions, no chain. With several writers, all that wait share one fdatasync.
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers';

export const name = 'bare append + fdatasync';

export function open(folder) {
  const descriptor = openSync(join(folder, 'bare.log'), 'a');
  let waiting = [];
  const flush = () => {
    const group = waiting;
    waiting = [];
    writeSync(descriptor, group.map(({ line }) => line).join(''));
    fdatasyncSync(descriptor);
    for (const { resolve } of group) resolve();
  };
  const lineOf = ({ stream, event }) => `${JSON.stringify({ stream, ...event })}\n`;
  return {
    /** For a lone writer: the plain loop, with nothing between it and the disk. */
    appendNow(entry) {
      writeSync(descriptor, lineOf(entry));
      fdatasyncSync(descriptor);
    },
    append(entry) {
      return new Promise((resolve) => {
        waiting.push({ line: lineOf(entry), resolve });
        if (waiting.length === 1) setImmediate(flush);
      });
    },
    close: () => closeSync(descriptor),
  };
}
