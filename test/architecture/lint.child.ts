// Lints one text as if it stood at each of several paths: reads both as JSON from standard input, writes eslint's results.
// Types are those of these files and what they import: to read the whole project's takes six times as long.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const { cwd, code, paths } = JSON.parse(await text(process.stdin)) as { cwd: string; code: string; paths: string[] };
const folder = mkdtempSync(join(tmpdir(), 'alliance-kpi-lint-'));
try {
  const project = join(folder, 'tsconfig.json');
  const compilerOptions = { incremental: false, typeRoots: [join(cwd, 'node_modules', '@types')] };
  const files = paths.map((path) => join(cwd, path));
  writeFileSync(project, JSON.stringify({ extends: join(cwd, 'tsconfig.json'), compilerOptions, files, include: [] }));
  // Where CI is set, the parser supposes a single run and takes the text from the disk, not ours.
  const disallowAutomaticSingleRunInference = true;
  const parserOptions = { projectService: false, project, tsconfigRootDir: cwd, disallowAutomaticSingleRunInference };
  const eslint = new ESLint({ cwd, overrideConfig: [{ languageOptions: { parserOptions } }] });
  const results: ESLint.LintResult[] = [];
  for (const filePath of paths) results.push(...(await eslint.lintText(code, { filePath })));
  process.stdout.write(JSON.stringify(results));
} finally {
  rmSync(folder, { recursive: true });
}
