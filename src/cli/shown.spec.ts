// Nothing that stands in a file speaks to the terminal of who looks at it.
import { describe, expect, it } from '@jest/globals';
import { inOneLine, shown } from './shown.js';

describe('what is shown on a terminal', () => {
  it.each([
    ['a\u001b[2Jb', 'a\\u001b[2Jb'],
    ['a\u009b2Jb', 'a\\u009b2Jb'],
    ['\u0000\u0007\b\r\u007f', '\\u0000\\u0007\\u0008\\u000d\\u007f'],
    ['fdp.\u202egnp', 'fdp.\\u202egnp'],
    ['\u2067a\u2069', '\\u2067a\\u2069'],
    ['Łódź, 日本\n\t– 👩‍🔬', 'Łódź, 日本\n\t– 👩‍🔬'],
  ])('%j is %j', (text, safe) => {
    expect(shown(text)).toBe(safe);
  });

  it('is JSON as before, where it was', () => {
    const value = { name: 'a\u009b\u202e\u001b\n' };
    expect(JSON.parse(shown(JSON.stringify(value, null, 2)))).toEqual(value);
  });

  it('has no more lines than it is to have', () => {
    expect(inOneLine('a\n✓ b\u2028c')).toBe('a\\u000a✓ b\\u2028c');
  });
});
