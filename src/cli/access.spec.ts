// A command that asks a service: it waits for one that works, and gives up one that says nothing any more.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { throughService, type Access } from './access.js';

/** Long enough for a machine that is busy with other things. */
const LONGEST_SILENCE_MS = 1_500;

async function asking(answer: RequestListener, ask: (service: Access) => Promise<unknown>): Promise<unknown> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await ask(throughService(`http://127.0.0.1:${port}`, 'token', LONGEST_SILENCE_MS));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
const verify = (service: Access): Promise<unknown> => service.operate('verify', {}, undefined, () => undefined);

describe('a command through the service', () => {
  it.each<[string, RequestListener, (service: Access) => Promise<unknown>]>([
    ['does not answer', () => undefined, (service) => service.get('/api/alliances')],
    ['does not answer about a file', () => undefined, (service) => service.download('/report.pdf', () => undefined)],
    [
      'stops in the middle of its work',
      (_, response) => void response.write('{"work":"Checking","done":0.1}\n'),
      verify,
    ],
  ])('gives up where it %s', async (_, answer, ask) => {
    await expect(asking(answer, ask)).rejects.toThrow(
      /^The service at http:\S+ has said nothing for 1.5 seconds. See whether it still works/,
    );
  });

  it('waits as long as it says that it works', async () => {
    const answer: RequestListener = (_, response) => {
      void (async () => {
        for (let i = 0; i < 8; i++) {
          response.write('{"work":"Working","done":0}\n');
          await sleep(LONGEST_SILENCE_MS / 5);
        }
        response.end('{"result":"done"}\n');
      })();
    };
    expect(await asking(answer, verify)).toBe('done');
  });
});
