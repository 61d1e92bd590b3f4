// The dependency rules hold for the project, and each of them catches a deliberate violation.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

const projectRoot = rootAbove(dirname(fileURLToPath(import.meta.url)));
const configFile = join(projectRoot, '.dependency-cruiser.mjs');

// One deliberate violation for each rule: the file that breaks it, and what that file says.
const violations: { rule: string; file: string; text: string }[] = [
  {
    rule: 'domain-is-pure',
    file: 'src/domain/mou/bad.ts',
    text: "import { readFileSync } from 'node:fs'; readFileSync('x');",
  },
  { rule: 'domain-is-pure', file: 'src/domain/mou/bad-nest.ts', text: "import '@nestjs/common';" },
  { rule: 'domain-is-pure', file: 'src/domain/mou/bad-store.ts', text: "import '../../event-store/port.js';" },
  { rule: 'projections-are-pure', file: 'projections/bad.ts', text: "import { z } from 'zod'; z.string();" },
  { rule: 'projections-are-pure', file: 'projections/bad-date.ts', text: "import 'temporal-polyfill';" },
  { rule: 'projections-are-pure', file: 'projections/bad-clock.ts', text: "import '../src/platform/clock.js';" },
  {
    rule: 'calendar-knows-only-temporal',
    file: 'projections/calendar.ts',
    text: "import { z } from 'zod'; z.string();",
  },
  {
    rule: 'libsql-behind-its-adapter',
    file: 'src/monitoring/bad.ts',
    text: "import Database from 'libsql'; new Database('x');",
  },
  {
    rule: 'kurrentdb-behind-its-adapter',
    file: 'src/queries/bad-client.ts',
    text: "await import('@kurrent/kurrentdb-client');",
  },
  {
    rule: 'kurrentdb-is-loaded-lazily',
    file: 'src/event-store/kurrentdb/bad.ts',
    text: "import '@kurrent/kurrentdb-client';",
  },
  {
    rule: 'adapters-do-not-know-each-other',
    file: 'src/event-store/kurrentdb/bad-neighbour.ts',
    text: "import '../embedded/fine.js';",
  },
  {
    rule: 'reading-does-not-know-writing',
    file: 'src/queries/members/bad.ts',
    text: "import '../../commands/fine.js';",
  },
  { rule: 'reading-does-not-know-writing', file: 'src/reporting/bad.ts', text: "import '../commands/fine.js';" },
  { rule: 'web-knows-only-http', file: 'web/src/bad.ts', text: "import '../../projections/fine.js';" },
  { rule: 'service-does-not-know-web', file: 'src/platform/bad.ts', text: "import '../../web/src/fine.js';" },
  { rule: 'nothing-imports-tests', file: 'src/commands/bad.ts', text: "import '../../test/fine.js';" },
  { rule: 'nothing-imports-tests', file: 'src/commands/bad-spec.ts', text: "import './fine.spec.js';" },
  { rule: 'no-development-packages-in-the-service', file: 'src/platform/bad-tool.ts', text: "import 'fast-check';" },
  { rule: 'no-undeclared-packages', file: 'src/platform/bad-package.ts', text: "import 'left-pad';" },
  { rule: 'no-unresolvable', file: 'src/platform/bad-path.ts', text: "import './nowhere.js';" },
  {
    rule: 'no-cycles',
    file: 'src/ingestion/bad.ts',
    text: "import { b } from './bad-b.js'; export const a = () => b;",
  },
  { rule: 'no-orphans', file: 'src/ingestion/bad-alone.ts', text: 'export const alone = 1;' },
];

// What stands around them and breaks nothing: the allowed neighbour of each rule.
const fine: Record<string, string> = {
  'src/domain/mou/fine.ts': "import { z } from 'zod'; import '../../../projections/fine.js'; z.string();",
  'src/domain/mou/fine.spec.ts': "import 'fast-check'; import 'node:fs'; import './fine.js';",
  'projections/fine.ts': "import type {} from '../src/domain/mou/fine-types.js'; import './fine-b.js';",
  'projections/fine-b.ts': "import './fine-c.js';",
  'projections/fine-c.ts': "import type { A } from './fine-d.js'; export type C = A;",
  'projections/fine-d.ts': "import type { C } from './fine-c.js'; export type A = C[];",
  'src/domain/mou/fine-types.ts': "export type T = string; import './fine.js';",
  'src/event-store/port.ts': "import './embedded/fine.js';",
  'src/event-store/embedded/fine.ts': "import Database from 'libsql'; new Database('x');",
  'src/event-store/kurrentdb/fine.ts':
    "import type {} from '@kurrent/kurrentdb-client'; await import('@kurrent/kurrentdb-client');",
  'src/commands/fine.ts': "import '../domain/mou/fine.js'; import '../platform/clock.js';",
  'src/commands/fine.spec.ts': "import './fine.js'; import '../../test/fine.js';",
  'src/queries/fine.ts': "import '../platform/clock.js';",
  'src/platform/clock.ts': "import 'node:process';",
  'src/ingestion/bad-b.ts': "import { a } from './bad.js'; export const b = () => a;",
  'test/fine.ts': "import '../src/commands/fine.js';",
  'web/src/fine.ts': "import './fine-b.js';",
  'web/src/fine-b.ts': "import './fine-c.js';",
  'web/src/fine-c.ts': 'export const c = 1;',
};

const packages: Record<string, 'dependencies' | 'devDependencies' | 'optionalDependencies' | undefined> = {
  zod: 'dependencies',
  libsql: 'dependencies',
  'temporal-polyfill': 'dependencies',
  '@nestjs/common': 'dependencies',
  '@kurrent/kurrentdb-client': 'optionalDependencies',
  'fast-check': 'devDependencies',
  'left-pad': undefined,
};

describe('Dependency rules', () => {
  let folder: string;
  let found: Violation[];

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'alliance-kpi-rules-')));
    writeFixture(folder);
    found = cruise(folder, ['src', 'projections', 'web', 'test']);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are kept by the project', () => {
    const folders = ['src', 'projections', 'web', 'test', 'bin'].filter((name) => existsSync(join(projectRoot, name)));
    const broken = cruise(projectRoot, folders).map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
    expect(broken).toEqual([]);
  });

  it.each(violations)('$rule catches $file', ({ rule, file }) => {
    // A cycle is reported once, at either of its ends.
    const reported = found.filter(({ from, to }) => from === file || (rule === 'no-cycles' && to === file));
    expect(reported.map((violation) => violation.rule.name)).toContain(rule);
  });

  it('leave alone what is allowed', () => {
    const onPurpose = new Set([...violations.map(({ file }) => file), 'src/ingestion/bad-b.ts']);
    expect(found.filter(({ from }) => !onPurpose.has(from))).toEqual([]);
  });

  it('are each proved here', async () => {
    const proved = new Set(violations.map(({ rule }) => rule));
    expect([...(await ruleNames())].sort()).toEqual([...proved].sort());
  });
});

function cruise(cwd: string, folders: string[]): Violation[] {
  const tool = join(projectRoot, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = ['--config', join(cwd, '.dependency-cruiser.mjs'), '--output-type', 'json', ...folders];
  const { stdout, stderr } = spawnSync(process.execPath, [tool, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser failed: ${stderr}${stdout}`);
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

async function ruleNames(): Promise<string[]> {
  const config = (await import(pathToFileURL(configFile).href)) as { default: { forbidden: { name: string }[] } };
  return config.default.forbidden.map(({ name }) => name);
}

function writeFixture(folder: string): void {
  cpSync(configFile, join(folder, '.dependency-cruiser.mjs'));
  cpSync(join(projectRoot, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  const manifest: Record<string, unknown> = { name: 'fixture', type: 'module' };
  for (const [name, kind] of Object.entries(packages)) {
    write(folder, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(folder, `node_modules/${name}/index.js`, '');
    if (kind) manifest[kind] = { ...(manifest[kind] as object | undefined), [name]: '1.0.0' };
  }
  write(folder, 'package.json', JSON.stringify(manifest));
  for (const [file, text] of Object.entries(fine)) write(folder, file, text);
  for (const { file, text } of violations) write(folder, file, text);
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}
