// Whose requests are taken: by the name that is asked for, and by the page that asks.
import { describe, expect, it } from '@jest/globals';
import { RouteTable } from './route-table.js';
import { createServer } from './server.js';

const statusOf = async (
  headers: Record<string, string>,
  {
    HOST = '127.0.0.1',
    ALLOWED_HOSTS = '',
    method = 'GET',
  }: { HOST?: string; ALLOWED_HOSTS?: string; method?: 'GET' | 'POST' | 'HEAD' } = {},
): Promise<number> => {
  const server = createServer(new RouteTable(), { HOST, ALLOWED_HOSTS }).getInstance();
  server.route({ method: ['GET', 'POST'], url: '/thing', handler: () => Promise.resolve('there') });
  const { statusCode } = await server.inject({ method, url: '/thing', headers });
  return statusCode;
};

describe('the name that is asked for', () => {
  it.each([
    ['127.0.0.1', '', 'localhost', 200],
    ['127.0.0.1', '', 'LOCALHOST:3000', 200],
    ['127.0.0.1', '', 'kpi.localhost:3000', 200],
    ['127.0.0.1', '', '127.0.0.1:8080', 200],
    ['127.0.0.1', '', '[::1]:3000', 200],
    ['::1', '', '127.12.0.1', 200],
    ['127.0.0.1', '', 'rebound.example:3000', 421],
    ['127.0.0.1', '', '127.0.0.1.example', 421],
    ['127.0.0.1', '', 'localhost.example', 421],
    ['localhost', '', '192.168.1.7:3000', 421],
    ['127.0.0.1', 'kpi.example.org,KPI', 'kpi.example.org', 200],
    ['127.0.0.1', 'kpi.example.org,KPI', 'kpi:3000', 200],
    ['127.0.0.1', 'kpi.example.org,KPI', 'www.kpi.example.org', 421],
    ['0.0.0.0', '', 'kpi.example.org', 200],
    ['0.0.0.0', 'kpi.example.org', 'kpi.example.org', 200],
    ['0.0.0.0', 'kpi.example.org', 'localhost:3000', 200],
    ['0.0.0.0', 'kpi.example.org', 'rebound.example', 421],
    ['fd00::7', 'kpi.example.org', '[fd00::7]:3000', 200],
  ])('on %s with "%s": %s is answered with %d', async (HOST, ALLOWED_HOSTS, host, status) => {
    expect(await statusOf({ host }, { HOST, ALLOWED_HOSTS })).toBe(status);
  });
});

describe('a probe', () => {
  it.each([
    ['0.0.0.0', '/health/ready', 200],
    ['0.0.0.0', '/metrics', 200],
    ['0.0.0.0', '/metricsx', 421],
    ['127.0.0.1', '/metrics', 421],
  ])('of a service on %s that asks for %s by any address: %d', async (HOST, url, status) => {
    const server = createServer(new RouteTable(), { HOST, ALLOWED_HOSTS: 'kpi.example.org' }).getInstance();
    server.get('/*', () => Promise.resolve('there'));
    expect((await server.inject({ url, headers: { host: '10.1.2.3:3000' } })).statusCode).toBe(status);
  });
});

describe('the page that asks for a change', () => {
  const host = 'localhost:3000';
  it.each([
    [{ host }, 200],
    [{ host, origin: 'http://localhost:3000' }, 200],
    [{ host: 'localhost', origin: 'https://localhost' }, 200],
    [{ host: 'localhost:443', origin: 'https://localhost' }, 200],
    [{ host, origin: 'https://kpi.example.org', 'sec-fetch-site': 'same-origin' }, 200],
    [{ host, origin: 'http://localhost:5000', 'sec-fetch-site': 'same-site' }, 403],
    [{ host, origin: 'http://other.example' }, 403],
    [{ host, origin: 'null' }, 403],
    [{ host, 'sec-fetch-site': 'cross-site' }, 403],
  ])('%j: %d', async (headers, status) => {
    expect(await statusOf(headers, { method: 'POST' })).toBe(status);
  });

  it.each(['GET', 'HEAD'] as const)('may be any for %s', async (method) => {
    expect(await statusOf({ host, origin: 'http://other.example', 'sec-fetch-site': 'cross-site' }, { method })).toBe(
      200,
    );
  });

  it.each([
    ['cross-site', 'no-cors', '/api/things', 403],
    ['cross-site', 'cors', '/api/things', 403],
    ['same-site', 'no-cors', '/api/things', 403],
    ['cross-site', 'no-cors', '/%61pi/things', 403],
    ['cross-site', 'no-cors', '/a%70%69/things?a=%61', 403],
    ['cross-site', 'navigate', '/api/things', 200],
    ['same-origin', 'cors', '/api/things', 200],
    ['none', 'no-cors', '/api/things', 200],
    ['cross-site', 'no-cors', '/favicon.svg', 200],
  ])('%s, that loads by %s %s for itself: %d', async (site, mode, url, status) => {
    const server = createServer(new RouteTable(), { HOST: '127.0.0.1', ALLOWED_HOSTS: '' }).getInstance();
    server.get('/*', () => Promise.resolve('there'));
    const headers = { host, 'sec-fetch-site': site, 'sec-fetch-mode': mode };
    expect((await server.inject({ url, headers })).statusCode).toBe(status);
  });
});
