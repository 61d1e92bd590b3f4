// Where the files beside the code lie: the same for the sources, for dist and for the installed package.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The text of a file under `frameworks/`; throws where the package lacks it. */
export function readFrameworkFile(name: string): string {
  return readFileSync(join(shippedFolder('frameworks'), name), 'utf8');
}

/** Where a folder of files that ship lies. */
export function shippedFolder(name: 'frameworks' | 'profiles'): string {
  return join(packageRoot(), name);
}

function packageRoot(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'frameworks', 'lcamp.json'))) return folder;
  }
  throw new Error(`No folder above ${start} holds frameworks/lcamp.json: the package is incomplete.`);
}
