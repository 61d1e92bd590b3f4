// Lints one text as if it stood at each of several paths: reads both as JSON from standard input, writes eslint's results.
// In one process, so that the types of the project are read once.
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const { cwd, code, paths } = JSON.parse(await text(process.stdin)) as { cwd: string; code: string; paths: string[] };
const eslint = new ESLint({ cwd });
const results: ESLint.LintResult[] = [];
for (const filePath of paths) results.push(...(await eslint.lintText(code, { filePath })));
process.stdout.write(JSON.stringify(results));
