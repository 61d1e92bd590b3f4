// The real service as a process of its own, on a free port and an empty data folder.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The command that ships, built beside this very test. */
const CLI = fileURLToPath(new URL('../service/cli.js', import.meta.url));
const START_MS = 60_000;

export class ServiceProcess {
  private process: ChildProcess | undefined;
  private address = '';
  readonly dataDir = mkdtempSync(join(tmpdir(), 'alliance-kpi-service-'));

  /** `options`: further options of `serve`; `environment`: variables besides the tests' own. */
  constructor(
    private readonly options: readonly string[] = [],
    private readonly environment: Readonly<Record<string, string>> = {},
  ) {}

  /** Where it answers, such as http://127.0.0.1:41234. */
  get url(): string {
    return this.address;
  }

  /** Starts it; after a stop again on the same port and data. Throws with what it printed when it does not come up. */
  async start(): Promise<void> {
    const port = this.address === '' ? '0' : new URL(this.address).port;
    const child = spawn(process.execPath, [CLI, 'serve', '--data', this.dataDir, ...this.options], {
      env: { ...process.env, ...this.environment, PORT: port, HOST: '127.0.0.1', NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process = child;
    this.address = await new Promise<string>((resolve, reject) => {
      let printed = '';
      const fail = (why: string): void => reject(new Error(`The service ${why}. It printed:\n${printed}`));
      const timer = setTimeout(() => fail(`did not start in ${START_MS} ms`), START_MS);
      const read = (chunk: Buffer): void => {
        printed += chunk.toString();
        const found = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(printed);
        if (!found) return;
        clearTimeout(timer);
        resolve(found[0]);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => {
        clearTimeout(timer);
        fail(`ended with ${code}`);
      });
    });
  }

  /** As a power cut would: nothing is finished, nothing is said. */
  async kill(): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Runs a command on its data, through the service where that runs; resolves with what it printed and its exit code. */
  async command(...words: readonly string[]): Promise<{ code: number; output: string }> {
    const child = spawn(process.execPath, [CLI, ...words, '--data', this.dataDir], {
      env: { ...process.env, ...this.environment, NODE_OPTIONS: '' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, output };
  }

  /** Tells it to stop; resolves with its exit code. */
  async stop(): Promise<number | null> {
    if (!this.process || this.process.exitCode !== null) return this.process?.exitCode ?? null;
    const ended = once(this.process, 'exit') as Promise<[number | null]>;
    this.process.kill('SIGTERM');
    const [code] = await ended;
    return code;
  }

  async dispose(): Promise<void> {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  async get<T>(path: string): Promise<T> {
    const response = await fetch(this.url + path);
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Records a fact; throws with the answer unless it was stored now. */
  async post(path: string, data: unknown): Promise<void> {
    const response = await fetch(this.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(data),
    });
    if (response.status !== 201) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
  }
}
