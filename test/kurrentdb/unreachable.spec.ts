// A command on a cluster that isn't there waits for it, says so, and gives up: nobody sits before it for longer.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from '@jest/globals';
import { ServiceProcess } from '../service-process.js';
import { FaultyNetwork } from './faulty-network.js';

const CLI = fileURLToPath(new URL('../../service/cli.js', import.meta.url));
const WAITS_MS = 10_000;
/** To start and to end, on a busy machine too. */
const BESIDE_MS = 15_000;

// Its port is one that nobody listens on any more.
const network = new FaultyNetwork(() => 0);
await network.start();
await network.stop();
const address = `127.0.0.1:${network.port}`;
const commands = new ServiceProcess([], { STORE_URL: `kurrentdb://somebody:secret@${address}?tls=false` });
afterAll(() => commands.dispose());

it('is waited for 10 s, with the reason, and then given up', async () => {
  const began = performance.now();
  const { code, output } = await commands.command('indicators', '--alliance', 'lcamp');
  const tookMs = performance.now() - began;
  const lines = output.trim().split('\n');
  expect(code).toBe(1);
  expect(lines).toEqual([
    expect.stringMatching(new RegExp(`^Waiting for the event store at .*${address}.*: no node of it answers$`)),
    "The event store can't be reached: no node of it answers",
  ]);
  expect(output).not.toContain('secret');
  expect(tookMs).toBeGreaterThan(WAITS_MS);
  expect(tookMs).toBeLessThan(WAITS_MS + BESIDE_MS);
});

it('is no failure of a service that is told to stop meanwhile', async () => {
  const service = spawn(process.execPath, [CLI, 'serve', '--port', '0', '--data', commands.dataDir], {
    env: { ...process.env, STORE_URL: `kurrentdb://${address}?tls=false`, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  service.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  service.stderr.once('data', () => service.kill('SIGTERM'));
  expect(await once(service, 'close')).toEqual([0, null]);
  expect(out).toBe('SIGTERM: stopping\n');
});
