#!/usr/bin/env node
// The command `alliance-kpi`. In a clone that was never built it builds first.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { entryFile, prepare, runCommand } from './prepare.mjs';

await runCommand(async () => {
  if (!existsSync(entryFile)) await prepare();
  process.argv[1] = entryFile;
  await import(pathToFileURL(entryFile).href);
});
