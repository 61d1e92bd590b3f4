// The account that the services have on a cluster: with the password that their address names.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const COMMAND = fileURLToPath(new URL('../../../bin/cluster-access.mjs', import.meta.url));

interface Asked {
  readonly server: Server;
  readonly errors: Readable;
}

/** Runs the command against a node, until `done`. */
async function running<T>(password: string, done: (asked: Asked) => Promise<T>): Promise<T> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const environment = { KURRENTDB_ADMIN_PASSWORD: 'a', SERVICE_PASSWORD: password, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, [COMMAND, `http://127.0.0.1:${port}`], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const result = await done({ server, errors: child.stderr });
  child.kill();
  server.closeAllConnections();
  server.close();
  return result;
}

/** The password that the command gives the account, or what it says against the one that it was told. */
const given = (password: string): Promise<string> =>
  running(password, ({ server, errors }) => {
    const asked = new Promise<string>((resolve) => {
      server.once('request', (request) => {
        void text(request).then((body) => resolve((JSON.parse(body) as { password: string }).password));
      });
    });
    return Promise.race([asked, text(errors)]);
  });

/** The first that it says while a node answers with this status, or not at all. */
const toldWhile = (status: number | 'cut off'): Promise<string> =>
  running('p', async ({ server, errors }) => {
    server.on('request', ({ socket }, response) => {
      if (status === 'cut off') socket.destroy();
      else response.writeHead(status).end('No.');
    });
    const [line] = (await once(errors.setEncoding('utf8'), 'data')) as [string];
    return line.trim();
  });

describe('the account of the services on a cluster', () => {
  it('has the password that their address names, which is percent-encoded there', async () =>
    expect(await given('p%40ss%25w')).toBe('p@ss%w'));

  it('is not made with a password that no address can name', async () =>
    expect(await given('50%')).toMatch('a % that encodes nothing; write %25 for it'));

  it.each([
    [401, /^Waiting for http:\S+: 401, admin has another password than KURRENTDB_ADMIN_PASSWORD$/],
    [503, /^Waiting for http:\S+: 503 No\.$/],
    ['cut off', /^Waiting for http:\S+: (?!fetch failed)\S/],
  ] as const)('is waited for, with the reason: %s', async (status, line) =>
    expect(await toldWhile(status)).toMatch(line),
  );
});
