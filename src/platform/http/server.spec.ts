// The server itself: what it takes from those who connect to it.
import { describe, expect, it } from '@jest/globals';
import { RouteTable } from './route-table.js';
import { createServer } from './server.js';

describe('the server', () => {
  it('waits for ever neither for the headers of a request nor for its body', () => {
    const server = createServer(new RouteTable(), { HOST: '127.0.0.1', ALLOWED_HOSTS: '' }).getHttpServer();
    expect(server).toMatchObject({ headersTimeout: 60_000, requestTimeout: 300_000 });
  });

  it.each([
    ['/%61pi/things', '/api/things'],
    ['/a%70i/th%69ngs%2D1%2e%7E?q=%61', '/api/things-1.~?q=%61'],
    ['/things/%2F%25%C3%A9', '/things/%2F%25%C3%A9'],
    ['http://localhost/%61pi', '/api'],
  ])('knows %s as %s', async (url, plain) => {
    const server = createServer(new RouteTable(), { HOST: '127.0.0.1', ALLOWED_HOSTS: '' }).getInstance();
    server.get('/*', (request) => Promise.resolve(request.url));
    expect((await server.inject({ url, headers: { host: 'localhost' } })).payload).toBe(plain);
  });

  it.each([
    ['/embed/lcamp/indicators/I3', '*'],
    ['/embed/lcamp/indicators/I3?at=M24', '*'],
    ['/embed/lcamp/indicators/I3/', '*'],
    ['/embed/lcamp', "'none'"],
    ['/embed/', "'none'"],
    ['/embed/lcamp/indicators/I3/facts', "'none'"],
    ['/embed/lcamp/months/indicators?/indicators/I3', "'none'"],
    ['/a/lcamp/indicators/I3', "'none'"],
  ])('lets %s stand in pages of %s', async (url, sites) => {
    const server = createServer(new RouteTable(), { HOST: '127.0.0.1', ALLOWED_HOSTS: '' }).getInstance();
    server.get('/*', () => Promise.resolve('there'));
    const { headers } = await server.inject({ url, headers: { host: 'localhost' } });
    expect(headers['content-security-policy']).toContain(`frame-ancestors ${sites};`);
  });

  it('keeps no answer of the API, however its address is written', async () => {
    const server = createServer(new RouteTable(), { HOST: '127.0.0.1', ALLOWED_HOSTS: '' }).getInstance();
    server.get('/api/things', () => Promise.resolve('there'));
    const { statusCode, headers } = await server.inject({ url: '/%61pi/things', headers: { host: 'localhost' } });
    expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store']);
  });
});
