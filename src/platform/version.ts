// The version of the service, as its package has it.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

function readVersion(): string {
  for (const path of ['../../package.json', '../../../package.json']) {
    const file = fileURLToPath(new URL(path, import.meta.url));
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  }
  throw new Error('The package.json of alliance-kpi is missing.');
}

export const version = readVersion();
