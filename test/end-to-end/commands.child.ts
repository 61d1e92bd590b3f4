// Several commands one after the other in a process of their own, whose time zone and locale are those it was started
// with: starting a process takes longer than most commands do. Reads a list of command lines as JSON from standard
// input; writes a list of what became of each.
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';

export interface CommandEnd {
  readonly code: number;
  /** What it printed, on standard output and as errors. */
  readonly out: string;
  readonly err: string;
}

const { stdout } = process;
const printed = stdout.write.bind(stdout);
const lines = JSON.parse(await text(process.stdin)) as readonly (readonly string[])[];
const ends: CommandEnd[] = [];
for (const [i, words] of lines.entries()) {
  const [out, err]: [string[], string[]] = [[], []];
  stdout.write = (chunk: string | Uint8Array): boolean => out.push(chunk.toString()) > 0;
  console.error = (...said: unknown[]): void =>
    void err.push(said.map((each) => (typeof each === 'string' ? each : inspect(each))).join(' '));
  process.argv.splice(2, Infinity, ...words);
  process.exitCode = 0;
  // The command line runs when it is loaded; what it loads is loaded once.
  await import(`../../src/cli.js?run=${i}`);
  ends.push({ code: Number(process.exitCode), out: out.join(''), err: err.join('\n') });
}
stdout.write = printed;
process.exitCode = 0;
stdout.write(JSON.stringify(ends));
