// The lint rules that keep clock, chance and the outer world away from the rules of the field, each proved by a violation.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LINT = fileURLToPath(new URL('./lint.child.js', import.meta.url));
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
  /** For each file the rules that are broken, by line. */
  let found: Map<number, string[]>[];

  beforeAll(() => {
    // Two real paths, so that type information is there; the text is ours.
    found = lint(['src/domain/decider.ts', 'projections/status.ts']);
  });

  it.each(violations.map(([what, , rule], index) => ({ what, rule, line: index + 1 })))(
    'refuse $what',
    ({ rule, line }) => {
      expect(found).toHaveLength(2);
      for (const byLine of found) expect(byLine.get(line)).toContain(rule);
    },
  );
});

function lint(paths: readonly string[]): Map<number, string[]>[] {
  const code = violations.map(([, line]) => line).join('\n');
  const input = JSON.stringify({ cwd: projectRoot, code, paths });
  const { stdout, stderr } = spawnSync(process.execPath, [LINT], { encoding: 'utf8', input });
  if (!stdout.startsWith('[')) throw new Error(`eslint failed: ${stderr}${stdout}`);
  return (JSON.parse(stdout) as { messages: { line: number; ruleId: string }[] }[]).map(({ messages }) => {
    const byLine = new Map<number, string[]>();
    for (const { line, ruleId } of messages) byLine.set(line, [...(byLine.get(line) ?? []), ruleId]);
    return byLine;
  });
}

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}
