// The account that the services have on a cluster: with the password that their address names.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const COMMAND = fileURLToPath(new URL('../../../bin/cluster-access.mjs', import.meta.url));

/** The password that the command gives the account, or what it says against the one that it was told. */
async function given(password: string): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const environment = { KURRENTDB_ADMIN_PASSWORD: 'a', SERVICE_PASSWORD: password, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, [COMMAND, `http://127.0.0.1:${port}`], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const asked = new Promise<string>((resolve) => {
    server.once('request', (request) => {
      void text(request).then((body) => resolve((JSON.parse(body) as { password: string }).password));
    });
  });
  const result = await Promise.race([asked, text(child.stderr)]);
  child.kill();
  server.closeAllConnections();
  server.close();
  return result;
}

describe('the account of the services on a cluster', () => {
  it('has the password that their address names, which is percent-encoded there', async () =>
    expect(await given('p%40ss%25w')).toBe('p@ss%w'));

  it('is not made with a password that no address can name', async () =>
    expect(await given('50%')).toMatch('a % that encodes nothing; write %25 for it'));
});
