// Answers that tell in lines of JSON how far long work is: the last line is the result, or what went wrong.
import { problemOfBody, unanswered } from './api.js';

type Line<Result> = { readonly done: number } | { readonly result: Result } | { readonly problem: object };

/** The result of work that tells its progress, a share from 0 to 1. Throws ApiProblem. */
export async function resultInLines<Result>(response: Response, onProgress: (done: number) => void): Promise<Result> {
  let last: Line<Result> | undefined;
  for await (const line of linesOf(response)) {
    last = JSON.parse(line) as Line<Result>;
    if ('done' in last) onProgress(last.done);
  }
  if (last && 'result' in last) return last.result;
  throw problemOfBody(last && 'problem' in last ? last.problem : {});
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  const read = async () => reader?.read().catch(unanswered);
  for (let part = await read(); part && !part.done; part = await read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line !== '');
  }
  if (rest !== '') yield rest;
}
