// Starts a script of this folder in a process of its own, and waits for what it sends.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const running = new Set();
process.once('exit', () => {
  for (const child of running) child.kill();
});

/** Resolves with the first message of a new process that runs `script`; rejects when it ends without one. */
export function answerOf(script, args = [], execArgv = []) {
  return firstMessage(start(script, args, execArgv));
}

/** Resolves with the next message of a process; rejects when it ends without one. */
export function firstMessage(child) {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`${child.spawnargs.slice(1).join(' ')} ended with code ${code}`)));
  });
}

/** Starts `script`, which ends with this process at the latest. */
export function start(script, args = [], execArgv = []) {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args.map(String), { execArgv });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}
