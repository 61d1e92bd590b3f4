// Has PDFs laid out by a process of its own: a text that ends the program which does it ends nothing else.
import { fork, type ChildProcess } from 'node:child_process';
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

/** The process that laid the last document out: the next is spared its start, which takes as long as half a layout. */
let atHand: ChildProcess | undefined;

/** Throws LayoutEndedError. */
export async function laidOutApart(task: LayoutTask, longestMs = LONGEST_MS): Promise<Uint8Array> {
  const usedBefore = atHand;
  atHand = undefined;
  try {
    if (usedBefore) return await laidOutBy(usedBefore, task, longestMs);
  } catch (error) {
    // It may have been ended while it had nothing to do: then the text is not at fault.
    if (!(error instanceof LayoutEndedError)) throw error;
  }
  return laidOutBy(started(), task, longestMs);
}

function started(): ChildProcess {
  return fork(fileURLToPath(new URL('./pdf.process.js', import.meta.url)), [], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

async function laidOutBy(child: ChildProcess, task: LayoutTask, longestMs: number): Promise<Uint8Array> {
  child.ref();
  child.channel?.ref();
  try {
    const bytes = await answerOf(child, task, longestMs);
    keep(child);
    return bytes;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** It ends with this thread, which doesn't wait for it. */
function keep(child: ChildProcess): void {
  if (atHand) {
    child.kill();
    return;
  }
  child.unref();
  child.channel?.unref();
  atHand = child;
}

function answerOf(child: ChildProcess, task: LayoutTask, longestMs: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit).off('error', onError);
      settle();
    };
    const fail = (error: Error): void => end(() => reject(error));
    const onMessage = (message: LayoutAnswer): void => {
      if ('bytes' in message) end(() => resolve(message.bytes));
      else fail(FAULT_OF_TEXT.test(message.error) ? new LayoutEndedError(message.error) : new Error(message.error));
    };
    const onExit = (code: number | null, signal: string | null): void =>
      fail(new LayoutEndedError(`The program that lays out PDFs ended (${signal ?? `code ${code}`}).`));
    const onError = (error: Error): void => fail(error);
    const timer = setTimeout(
      () => fail(new Error(`The PDF was not laid out within ${longestMs / 1_000} seconds.`)),
      longestMs,
    );
    child.on('message', onMessage).on('exit', onExit).on('error', onError);
    // One that ended while it had nothing to do can't be told anything.
    child.send(task, (error) => error && fail(new LayoutEndedError('The program that lays out PDFs is gone.')));
  });
}
