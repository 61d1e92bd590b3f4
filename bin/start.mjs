// npm start: on a fresh clone installs, builds and runs the service; afterwards just runs it.
// The script says `exec`, or npm's stop signal would end the shell between and leave the service behind.
import { pathToFileURL } from 'node:url';
import { entryFile, prepare, runCommand } from './prepare.mjs';

const HELP = `npm start [-- OPTIONS]     installs and builds where needed, then runs: alliance-kpi serve OPTIONS

  --data DIR      where the log and everything else is kept (default ./data, or DATA_DIR)
  --port PORT     where it listens (default 3000, or PORT)
  --host HOST     the address that it listens on (default 127.0.0.1, or HOST)
  --empty         on an empty data folder: set up no alliance
  --no-example    on an empty data folder: leave the example alliance out
  --help          this text

Environment: PORT (default 3000), HOST (default 127.0.0.1), DATA_DIR, STORE_URL. Options win over them.
All commands: npx alliance-kpi --help`;

await runCommand(async () => {
  const options = process.argv.slice(2);
  if (options.includes('--help') || options.includes('-h')) {
    console.log(HELP);
    return;
  }
  await prepare();
  // In this very process, so that a signal reaches the service itself and its exit code is ours.
  process.argv = [process.argv[0], entryFile, 'serve', ...options];
  await import(pathToFileURL(entryFile).href);
});
