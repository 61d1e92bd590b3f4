// Has a file of a report built, tells how far it is, and hands it to the reader.
import { ApiProblem, ask } from '../api.js';
import { download } from '../csv.js';

interface BuiltFile {
  readonly name: string;
  readonly bytes: number;
}

interface Line extends Partial<BuiltFile> {
  readonly done?: number;
  readonly problem?: Readonly<Record<string, string>>;
}

/** `path`: of the file, such as `/api/alliances/lcamp/reports/M24.pdf`; `onProgress`: a share from 0 to 1. Throws ApiProblem. */
export async function buildFile(
  path: string,
  query: string,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<BuiltFile> {
  const told = await ask(`${path}/progress?${query}`, { signal });
  const last = await lastLine(told, onProgress);
  if (last?.problem) {
    const { title = '', detail = '', remedy = '' } = last.problem;
    throw new ApiProblem(Number(last.problem['status']), title, detail, remedy);
  }
  if (last?.name === undefined) throw new ApiProblem(0, '', '');
  const built = await ask(`${path}?${query}`, { signal });
  download(last.name, await built.blob());
  return { name: last.name, bytes: last.bytes ?? 0 };
}

async function lastLine(response: Response, onProgress: (done: number) => void): Promise<Line | undefined> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let last: Line | undefined;
  const read = (line: string): void => {
    if (line.trim() === '') return;
    last = JSON.parse(line) as Line;
    if (last.done !== undefined) onProgress(last.done);
  };
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done) break;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(read);
  }
  read(rest);
  return last;
}
