// Runs the command lines that it is sent, one after the other: a process of its own, whose time zone and locale are those
// it was started with. A command line comes as a line of JSON on standard input; what became of it goes back as one.
import { createInterface } from 'node:readline';
import { inspect } from 'node:util';
import type { CommandEnd, CommandLine } from './command-process.js';

const { stdout, env } = process;
const printed = stdout.write.bind(stdout);
// Each command listens whether its reader goes away.
stdout.setMaxListeners(Infinity);
let count = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const { words, environment } = JSON.parse(line) as CommandLine;
  const [out, err]: [string[], string[]] = [[], []];
  stdout.write = (chunk: string | Uint8Array): boolean => out.push(chunk.toString()) > 0;
  console.error = console.warn = (...said: unknown[]): void =>
    void err.push(said.map((each) => (typeof each === 'string' ? each : inspect(each))).join(' '));
  process.argv.splice(2, Infinity, ...words);
  process.exitCode = 0;
  Object.assign(env, environment);
  // The command line runs when it is loaded; what it loads is loaded once.
  await import(`../../src/cli.js?run=${count++}`);
  for (const name of Object.keys(environment)) delete env[name];
  const end: CommandEnd = { code: Number(process.exitCode), out: out.join(''), err: err.join('\n') };
  printed(`${JSON.stringify(end)}\n`);
}
process.exitCode = 0;
