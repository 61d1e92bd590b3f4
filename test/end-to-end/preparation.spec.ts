// What `npm start` does before the service runs: beside an npm of our own, in a folder that is no more than a clone needs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const BIN = fileURLToPath(new URL('../../../bin', import.meta.url));
/** As npm is while it installs: a signal doesn't end it. */
const DEAF_NPM = `
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => console.error('npm was told ' + signal));
  console.error('npm ' + process.argv[2]);
  setInterval(() => undefined, 1000);
`;

describe('installing', () => {
  let clone: string;

  beforeEach(() => {
    clone = mkdtempSync(join(tmpdir(), 'clone-'));
    mkdirSync(join(clone, 'bin'));
    for (const name of ['start.mjs', 'prepare.mjs']) cpSync(join(BIN, name), join(clone, 'bin', name));
    const files = { 'package.json': '{"engines":{"node":">=20"}}', 'package-lock.json': '{}', 'tsconfig.json': '{}' };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(clone, name), text);
    writeFileSync(join(clone, 'npm-cli.js'), DEAF_NPM);
  });
  afterEach(() => rmSync(clone, { recursive: true }));

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends soon when %s says so, also where npm goes on, and tries nothing else', async (signal, code) => {
    const start = spawn(process.execPath, [join(clone, 'bin', 'start.mjs')], {
      env: { ...process.env, NODE_OPTIONS: '', npm_execpath: join(clone, 'npm-cli.js') },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const deadline = setTimeout(() => start.kill('SIGKILL'), 30_000);
    let said = '';
    start.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (!said.includes('npm ci') && (said + text).includes('npm ci')) start.kill(signal);
      said += text;
    });
    expect(await once(start, 'exit')).toEqual([code, null]);
    clearTimeout(deadline);
    expect(said.trim().split('\n')).toEqual([
      'Installing packages, which takes the network and half a minute…',
      'npm ci',
      `npm was told ${signal}`,
    ]);
    expect(existsSync(join(clone, '.cache', 'prepare.lock'))).toBe(false);
  });
});
