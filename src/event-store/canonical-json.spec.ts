// Our canonical JSON is RFC 8785, whatever the value.
import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

const SEED = 8_785;

describe('canonical JSON', () => {
  it(`is what the reference implementation makes of any JSON (seed ${SEED})`, () => {
    const object = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary', maxDepth: 6 }));
    fc.assert(
      fc.property(object, (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  it.each([
    [
      'keys out of order, in depth',
      { b: { z: 1, a: 2 }, a: [{ y: 1, x: 2 }] },
      '{"a":[{"x":2,"y":1}],"b":{"a":2,"z":1}}',
    ],
    ['keys that look like numbers', { 10: 'a', 9: 'b', a: 'c' }, '{"10":"a","9":"b","a":"c"}'],
    [
      'a key named like the prototype',
      JSON.parse('{"z":1,"__proto__":{"b":1,"a":2}}'),
      '{"__proto__":{"a":2,"b":1},"z":1}',
    ],
    [
      'numbers as RFC 8785 writes them',
      { n: [-0, 1e21, 1e-7, 0.1, 333333333.3333333] },
      '{"n":[0,1e+21,1e-7,0.1,333333333.3333333]}',
    ],
    ['absent members', { a: undefined, b: 1 }, '{"b":1}'],
    ['the text of an escape', { a: '\\ud800', b: '\u2028𝄞' }, '{"a":"\\\\ud800","b":"\u2028𝄞"}'],
    ['a date', { a: new Date(0) }, '{"a":"1970-01-01T00:00:00.000Z"}'],
    ['nothing', {}, '{}'],
  ] as [string, object, string][])('writes %s', (_, value, text) => expect(canonicalJson(value)).toBe(text));

  it.each([
    ['NaN', { a: [NaN] }],
    ['Infinity', { a: Infinity }],
    ['a lone surrogate', { a: '\ud800' }],
    ['a lone surrogate in a key', { '\udfff': 1 }],
  ])('refuses %s', (_, value) => expect(() => canonicalJson(value)).toThrow());

  it('refuses a cycle', () => {
    const value: { self?: object } = {};
    value.self = value;
    expect(() => canonicalJson(value)).toThrow('Circular');
  });
});
