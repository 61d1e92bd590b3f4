// The server itself: what it takes from those who connect to it.
import { describe, expect, it } from '@jest/globals';
import { RouteTable } from './route-table.js';
import { createServer } from './server.js';

describe('the server', () => {
  it('waits for ever neither for the headers of a request nor for its body', () => {
    const server = createServer(new RouteTable(), { HOST: '127.0.0.1', ALLOWED_HOSTS: '' }).getHttpServer();
    expect(server).toMatchObject({ headersTimeout: 60_000, requestTimeout: 300_000 });
  });
});
