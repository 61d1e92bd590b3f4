// npm run bench: builds the service, installs the peers it is measured against, and runs bench/run.mjs.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install, prepare, projectRoot, runCommand } from './prepare.mjs';

await runCommand(async () => {
  await prepare();
  await install(join(projectRoot, 'bench'));
  process.argv[1] = join(projectRoot, 'bench', 'run.mjs');
  await import(pathToFileURL(process.argv[1]).href);
});
