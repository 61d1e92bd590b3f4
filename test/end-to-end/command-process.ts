// Commands in one process, one after the other: starting a process takes longer than most commands do.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export interface CommandLine {
  readonly words: readonly string[];
  /** Variables beside those that the process was started with. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface CommandEnd {
  readonly code: number;
  /** What it printed, on standard output and as errors. */
  readonly out: string;
  readonly err: string;
}

const CHILD = fileURLToPath(new URL('./commands.child.js', import.meta.url));

export class CommandProcess {
  private readonly child: ChildProcessByStdio<Writable, Readable, null>;
  private readonly ends: AsyncIterator<string, undefined>;
  private last: Promise<unknown> = Promise.resolve();

  constructor(cwd: string, environment: NodeJS.ProcessEnv) {
    this.child = spawn(process.execPath, [CHILD], {
      cwd,
      env: { ...environment, NODE_OPTIONS: '' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.ends = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /** Runs a command after those that were given before. */
  run(words: readonly string[], environment: CommandLine['environment'] = {}): Promise<CommandEnd> {
    const end = this.last.then(async () => {
      this.child.stdin.write(`${JSON.stringify({ words, environment } satisfies CommandLine)}\n`);
      const next = await this.ends.next();
      if (next.done) throw new Error(`The process ended at: ${words.join(' ')}`);
      return JSON.parse(next.value) as CommandEnd;
    });
    this.last = end.catch(() => undefined);
    return end;
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.stdin.end();
    await ended;
  }
}
