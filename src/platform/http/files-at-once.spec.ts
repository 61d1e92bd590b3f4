// Files that come in at once: beyond what the memory is good for, one more is refused for the moment.
import { describe, expect, it } from '@jest/globals';
import { FILES_AT_ONCE } from './files-at-once.js';
import { RouteTable } from './route-table.js';
import { createServer } from './server.js';

describe('files that come in at once', () => {
  it.each([
    ['text/csv; charset=utf-8', '/api/alliances/lcamp/imports'],
    ['application/x-ndjson', '/api/operations/import'],
  ])('are refused beyond so many, as %s', async (type, url) => {
    const server = createServer(new RouteTable(), { HOST: '127.0.0.1', ALLOWED_HOSTS: '' }).getInstance();
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    server.post(url, async () => {
      await answered;
      return {};
    });
    const send = (contentType = type): Promise<number> =>
      server
        .inject({
          method: 'POST',
          url,
          headers: { 'content-type': contentType },
          payload: '{}',
        })
        .then(({ statusCode }) => statusCode);
    const taken = Array.from({ length: FILES_AT_ONCE }, () => send());
    await new Promise((resolve) => setImmediate(resolve));
    expect(await send()).toBe(503);
    const other = send('application/json');
    answer();
    expect(await Promise.all([...taken, other])).toEqual(Array(FILES_AT_ONCE + 1).fill(200));
    for (let n = 0; n <= FILES_AT_ONCE; n++) expect(await send()).toBe(200);
    await server.close();
  });
});
