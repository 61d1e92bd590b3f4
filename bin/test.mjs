// npm test [-- [--full] PATTERN…]: installs and builds where needed, runs the tests, closes with one plain line of counts.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureChromium, findChromium } from './chromium.mjs';
import { prepare, projectRoot, run, runCommand } from './prepare.mjs';

const WORKERS = 2;

await runCommand(async () => {
  const args = process.argv.slice(2);
  const full = args.includes('--full');
  // Tests run on the compiled files, but people name the ones they write.
  const jestArgs = args.filter((arg) => arg !== '--full').map((arg) => arg.replace(/\.ts$/, '.js'));
  // The system's packages come while ours do. A name of a test says nothing of whether it needs a browser.
  const [chromium] = await Promise.all([selectsBrowserTests(jestArgs) ? ensureChromium() : findChromium(), prepare()]);
  const results = await runJest(jestArgs, {
    ...(full ? { TEST_SCALE: 'full' } : {}),
    // Empty where there is none: what it was may be no browser.
    CHROME_PATH: chromium ?? '',
  });
  process.exitCode = conclude(results);
});

async function runJest(jestArgs, env) {
  const folder = mkdtempSync(join(tmpdir(), 'alliance-kpi-test-'));
  const outputFile = join(folder, 'results.json');
  const jest = join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js');
  // By the environment, so that the workers and the services that tests start have them too.
  const nodeOptions = '--experimental-vm-modules --disable-warning=ExperimentalWarning';
  try {
    const code = await run(
      process.execPath,
      [jest, `--maxWorkers=${WORKERS}`, '--json', `--outputFile=${outputFile}`, ...jestArgs],
      { env: { ...env, NODE_OPTIONS: [process.env.NODE_OPTIONS, nodeOptions].filter(Boolean).join(' ') } },
    );
    return { code, report: JSON.parse(readFileSync(outputFile, 'utf8')) };
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return { code: 1, report: undefined };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Prints the skipped tests and the counts; returns the exit code: a run without a single test is a failure. */
function conclude({ code, report }) {
  const tests = report?.testResults.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file }))) ?? [];
  const skipped = tests.filter(({ status }) => status === 'pending' || status === 'todo');
  for (const test of skipped) {
    console.log(`skipped: ${relative(join(projectRoot, 'dist'), test.file.name)} › ${test.fullName}`);
  }
  const passed = tests.filter(({ status }) => status === 'passed').length;
  // A file that does not even load has no tests to fail: it counts as one.
  const failed = tests.filter(({ status }) => status === 'failed').length + (report?.numRuntimeErrorTestSuites ?? 0);
  if (passed + failed === 0) console.log('No test ran.');
  console.log(`\n${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  return code !== 0 || failed > 0 || passed === 0 ? Math.max(code, 1) : 0;
}

/** Whether a pattern, or none, asks for one of them: patterns are of the compiled files, which needn't be there yet. */
function selectsBrowserTests(jestArgs) {
  const patterns = jestArgs.filter((arg) => !arg.startsWith('-')).map((pattern) => new RegExp(pattern, 'i'));
  const specs = readdirSync(join(projectRoot, 'test', 'browser'))
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => join(projectRoot, 'dist', 'test', 'browser', name.replace(/\.ts$/, '.js')));
  return patterns.length === 0 || specs.some((spec) => patterns.some((pattern) => pattern.test(spec)));
}
