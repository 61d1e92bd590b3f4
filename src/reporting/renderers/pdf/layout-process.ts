// Has a PDF laid out by a process of its own: a text that ends the program which does it ends nothing else.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface LayoutTask {
  /** What the template knows. */
  readonly data: unknown;
  /** The emblem's file, under the path that `data` names. */
  readonly emblem: { readonly path: string; readonly bytes: Uint8Array } | null;
}

export type LayoutAnswer = { readonly bytes: Uint8Array } | { readonly error: string };

/**
 * The program that lays out could not stand the text: its process ended, it says that the fault is its own, or that no
 * document for everyone to read can be made of it.
 */
export class LayoutEndedError extends Error {}

const FAULT_OF_TEXT = /internal error|PDF\/UA-1 error/;

/** Sooner than the whole report has to be there: nobody would end it after that. */
const LONGEST_MS = 200_000;

/** Throws LayoutEndedError. */
export function laidOutApart(task: LayoutTask, longestMs = LONGEST_MS): Promise<Uint8Array> {
  const child = fork(fileURLToPath(new URL('./pdf.process.js', import.meta.url)), [], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    timeout: longestMs,
    killSignal: 'SIGKILL',
  });
  const answer = new Promise<Uint8Array>((resolve, reject) => {
    child.on('message', (message: LayoutAnswer) => {
      if ('bytes' in message) resolve(message.bytes);
      else reject(FAULT_OF_TEXT.test(message.error) ? new LayoutEndedError(message.error) : new Error(message.error));
    });
    child.on('exit', (code, signal) =>
      reject(
        child.killed
          ? new Error(`The PDF was not laid out within ${longestMs / 1_000} seconds.`)
          : new LayoutEndedError(`The program that lays out PDFs ended (${signal ?? `code ${code}`}).`),
      ),
    );
    child.on('error', reject);
    // One that is gone can't be told anything; that it is gone is heard above.
    child.send(task, () => undefined);
  });
  return answer.finally(() => child.kill());
}
