// npm run check: format, lint, types, dependency rules, dead code, packages, generated pages. Runs all, then shows what failed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { packageFaults } from './packages.mjs';
import { build, install, PreparationError, projectRoot, runCommand } from './prepare.mjs';

const AT_A_TIME = 2;

// The longest first, so that none is left to run alone at the end.
const STEPS = [
  { name: 'lint (eslint)', run: () => tool('eslint/bin/eslint.js', '.', '--max-warnings=0') },
  {
    name: 'types (tsc)',
    run: () => tool('typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit', '--incremental', 'false'),
  },
  { name: 'format (prettier)', run: () => tool('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.') },
  {
    name: 'dependency rules',
    run: () =>
      tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.mjs', ...cruised()),
  },
  { name: 'dead code (knip)', run: () => tool('knip/bin/knip.js') },
  {
    name: 'types of the dashboard',
    when: () => existsSync(join(projectRoot, 'web', 'tsconfig.json')),
    run: () => tool('typescript/bin/tsc', '-p', 'web/tsconfig.json', '--noEmit', '--incremental', 'false'),
  },
  {
    name: 'packages and licences',
    run: async () => {
      const faults = packageFaults(projectRoot);
      return { code: faults.length, output: faults.join('\n') };
    },
  },
  {
    name: 'generated pages',
    when: () => existsSync(join(projectRoot, 'src', 'docs.ts')),
    run: () => node(join(projectRoot, 'dist', 'src', 'docs.js'), '--check'),
  },
  {
    name: 'generated client',
    run: () =>
      tool('openapi-typescript/bin/cli.js', 'docs/openapi.json', '-o', 'clients/typescript/schema.ts', '--check'),
  },
];

await runCommand(async () => {
  await install(projectRoot);
  const waiting = STEPS.filter(({ when }) => when?.() ?? true);
  const failures = await buildOrFailure();
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const { failed, output } = await timed(step);
      if (failed) failures.push({ name: step.name, output });
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  for (const { name, output } of failures) console.log(`\n── ${name} ──\n${output.trim()}`);
  if (failures.length > 0) console.log(`\nFailed: ${failures.map(({ name }) => name).join(', ')}`);
  process.exitCode = failures.length > 0 ? 1 : 0;
});

async function buildOrFailure() {
  try {
    await build();
    return [];
  } catch (error) {
    if (!(error instanceof PreparationError)) throw error;
    // The other steps still have something to say.
    return [{ name: 'build', output: error.message }];
  }
}

async function timed({ name, run }) {
  const startMs = performance.now();
  const { code, output } = await run();
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(24)} ${seconds.padStart(5)} s`);
  return { failed: code !== 0, output };
}

function tool(file, ...args) {
  return node(join(projectRoot, 'node_modules', file), ...args);
}

function cruised() {
  return ['src', 'projections', 'web', 'test', 'bin', 'clients'].filter((folder) =>
    existsSync(join(projectRoot, folder)),
  );
}

function node(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });
}
