// The settings: where the service listens, and by which names it answers.
import { describe, expect, it } from '@jest/globals';
import { ConfigurationError, isLoopback, readConfiguration } from './configuration.js';

describe('the address to listen on', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.1', true],
    ['::1', true],
    ['Localhost', true],
    ['0.0.0.0', false],
    ['127.example.org', false],
    ['localhost.example.org', false],
  ])('%s is of this machine only: %s', (HOST, is) => expect(isLoopback(readConfiguration({ HOST }).HOST)).toBe(is));
});

describe('names by which the service may be asked', () => {
  it.each(['kpi.example.org,KPI', '10.1.2.3', '[fd00::7]', ''])('are taken: %s', (ALLOWED_HOSTS) =>
    expect(readConfiguration({ ALLOWED_HOSTS }).ALLOWED_HOSTS).toBe(ALLOWED_HOSTS),
  );

  // No request has ever that name.
  it.each(['kpi.example.org:8443', 'fd00::7', 'kpi,', 'kpi, kpi.example.org', 'https://kpi.example.org', '*'])(
    'are refused where they would never be met: %s',
    (ALLOWED_HOSTS) => expect(() => readConfiguration({ ALLOWED_HOSTS })).toThrow(ConfigurationError),
  );
});
