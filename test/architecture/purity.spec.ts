// The lint rules that keep clock, chance and the outer world away from the rules of the field, each proved by a violation.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectRoot = rootAbove(dirname(fileURLToPath(import.meta.url)));

const violations: [what: string, line: string, rule: string][] = [
  ['the clock', 'export const a = Date.now();', 'no-restricted-syntax'],
  ['a date without an argument', 'export const b = new Date();', 'no-restricted-syntax'],
  ['chance', 'export const c = Math.random();', 'no-restricted-syntax'],
  ['the process', 'export const d = process.env;', 'no-restricted-globals'],
  ['the console', "export const e = () => console.log('e');", 'no-restricted-globals'],
  ['random ids', 'export const f = crypto.randomUUID();', 'no-restricted-globals'],
  ['timers', 'export const g = () => setTimeout(() => 1, 1);', 'no-restricted-globals'],
  ['the network', "export const h = async () => await fetch('http://localhost/');", 'no-restricted-globals'],
  ['any', 'export const i = (x: any): string => String(x);', '@typescript-eslint/no-explicit-any'],
  [
    'a promise that nobody awaits',
    'export const j = () => { Promise.resolve(1); };',
    '@typescript-eslint/no-floating-promises',
  ],
  [
    'a forgotten case',
    "export const k = (x: 'a' | 'b') => { switch (x) { case 'a': return 1; } return 0; };",
    '@typescript-eslint/switch-exhaustiveness-check',
  ],
  ['a file named after nothing', "import './date-utils.js';", 'no-restricted-syntax'],
  ['a default export', 'export default 1;', 'no-restricted-syntax'],
];

describe('Lint rules for the domain and the projections', () => {
  // Two real paths, so that type information is there; the text is ours.
  const found = new Map<string, Map<number, string[]>>();

  beforeAll(() => {
    for (const path of ['src/domain/decider.ts', 'projections/status.ts']) found.set(path, lint(path));
  }, 60_000);

  it.each(violations.map(([what, , rule], index) => ({ what, rule, line: index + 1 })))(
    'refuse $what',
    ({ rule, line }) => {
      for (const byLine of found.values()) expect(byLine.get(line)).toContain(rule);
    },
  );
});

function lint(path: string): Map<number, string[]> {
  const tool = join(projectRoot, 'node_modules', 'eslint', 'bin', 'eslint.js');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [tool, '--stdin', '--stdin-filename', path, '--format', 'json'],
    { cwd: projectRoot, encoding: 'utf8', input: violations.map(([, line]) => line).join('\n') },
  );
  if (!stdout.startsWith('[')) throw new Error(`eslint failed: ${stderr}${stdout}`);
  const [result] = JSON.parse(stdout) as [{ messages: { line: number; ruleId: string }[] }];
  const byLine = new Map<number, string[]>();
  for (const { line, ruleId } of result.messages) byLine.set(line, [...(byLine.get(line) ?? []), ruleId]);
  return byLine;
}

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}
