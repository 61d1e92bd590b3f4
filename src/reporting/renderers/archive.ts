// ZIP archives that are the same bytes on every machine. Node's own compression differs between its versions and
// processors; this one is JavaScript all the way.
import { zipSync, type Zippable } from 'fflate';
import { FILE_DATE } from './renderer.js';

export interface ArchivedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** It stands as it is in an archive whose other files are compressed. */
  readonly stored?: true;
}

/** `whole`: files stand in it as they are, so that nothing but their contents decides its bytes. */
type Storing = 'compressed' | 'whole';

const LEVEL = 6;

/** An archive of the files, in their order. */
export function archive(files: readonly ArchivedFile[], storing: Storing): Uint8Array {
  const entries: Zippable = {};
  for (const { name, bytes, stored } of files) entries[name] = stored ? [bytes, { level: 0 }] : bytes;
  return zipSync(entries, { level: storing === 'whole' ? 0 : LEVEL, mtime: FILE_DATE });
}
