// The build that is measured: dist/, or the folder that BENCH_BUILD names.
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const benchFolder = fileURLToPath(new URL('.', import.meta.url));
const projectRoot = join(benchFolder, '..');
export const buildFolder = resolve(projectRoot, process.env.BENCH_BUILD ?? 'dist');
export const commandLine = join(buildFolder, 'service', 'cli.js');

/** A module of the build, by its path under src/ or projections/. */
export function built(path) {
  return import(pathToFileURL(join(buildFolder, path)).href);
}

export async function openStore(dataDir) {
  const { EmbeddedEventStore } = await built('src/event-store/embedded/embedded-event-store.js');
  return EmbeddedEventStore.open({ dataDir, clock: Date.now });
}
