// Addresses that the router reads alike are one address to whoever decides by it.
import { describe, expect, it } from '@jest/globals';
import { plainAddress } from './plain-address.js';

describe('an address', () => {
  it.each([
    ['/api/things?at=%4D24', '/api/things?at=%4D24'],
    ['/%61p%69/t%2Dt%2e', '/api/t-t.'],
    // These mean something else than the sign itself.
    ['/a%2Fb%3Fc%25%c3%a9%00', '/a%2Fb%3Fc%25%c3%a9%00'],
    // Decoded once, this is none that could be decoded again.
    ['/%2561pi', '/%2561pi'],
    // None at all: the router says so.
    ['/%%36%31pi', '/%%36%31pi'],
    ['/%6/%61', '/%6/%61'],
    ['*', '*'],
  ])('%s is %s', (address, plain) => {
    expect(plainAddress(address)).toBe(plain);
  });
});
