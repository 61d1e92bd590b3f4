// Answers long work with lines of JSON while it goes on: progress first, the result or the problem last.
import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';
import { problemBody, type Problem } from '../problems.js';
import { ClientGoneError, untilGone } from './client-gone.js';
import { loggedProblemOf } from './problem-answers.js';

const PROGRESS_EVERY_MS = 100;
/** Who listens takes longer silence for the end of the service, and what stands in between for that of the connection. */
const LONGEST_SILENCE_MS = 5_000;

export const PROGRESS_MEDIA_TYPE = 'application/x-ndjson';

/** A line of such an answer: what is being done, the result, or why there is none. */
export type ProgressLine =
  | { readonly work: string; readonly done: number }
  | { readonly result: unknown }
  | { readonly problem: Readonly<Record<string, unknown>> };

/** `work`: its signal tells when nobody waits for it any more. */
export async function answerInLines(
  reply: FastifyReply,
  work: (onProgress: (doing: string, done: number) => void, signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as OutgoingHttpHeaders),
    'content-type': PROGRESS_MEDIA_TYPE,
    'cache-control': 'no-store',
  });
  const say = (line: ProgressLine): void => void raw.write(`${JSON.stringify(line)}\n`);
  let progress = { work: 'Working', done: 0 };
  const silence = setInterval(() => say(progress), LONGEST_SILENCE_MS);
  let last = -Infinity;
  try {
    const result = await work((doing, done) => {
      progress = { work: doing, done };
      if (performance.now() - last < PROGRESS_EVERY_MS) return;
      last = performance.now();
      silence.refresh();
      say(progress);
    }, untilGone(reply));
    say({ result });
  } catch (error) {
    if (!(error instanceof ClientGoneError)) say({ problem: problemBody(whyNot(error)) });
  } finally {
    clearInterval(silence);
  }
  raw.end();
}

/** Who had the work done is told also why the service failed at it, such as that a folder is not there. */
function whyNot(error: unknown): Problem {
  const problem = loggedProblemOf(error);
  return problem.code === 'internal' && error instanceof Error ? { ...problem, detail: error.message } : problem;
}
