// Has a file of a report built, tells how far it is, and hands it to the reader.
import { resultInLines } from '../answer-in-lines.js';
import { ask } from '../api.js';
import { download } from '../csv.js';

interface BuiltFile {
  readonly name: string;
  readonly bytes: number;
}

/** `path`: of the file, such as `/api/alliances/lcamp/reports/M24.pdf`; `onProgress`: a share from 0 to 1. Throws ApiProblem. */
export async function buildFile(
  path: string,
  query: string,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<BuiltFile> {
  const file = await resultInLines<BuiltFile>(await ask(`${path}/progress?${query}`, { signal }), onProgress);
  const built = await ask(`${path}?${query}`, { signal });
  download(file.name, await built.blob());
  return file;
}
