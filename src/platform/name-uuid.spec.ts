// Specs of UUIDs of names, beside the package that others make theirs with.
import { describe, expect, it } from '@jest/globals';
import { v5 } from 'uuid';
import { uuidOfName } from './name-uuid.js';

describe('the UUID of a name', () => {
  it('is the one of RFC 9562, appendix A.4', () =>
    expect(uuidOfName('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    ));

  it.each(['', 'ñandú 𝄞', 'a'.repeat(10_000)])('is the one that others make of the same name', (name) => {
    const namespace = 'b3a1c6de-50f3-5e0c-8c52-7a0f4e6d2b19';
    expect(uuidOfName(name, namespace)).toBe(v5(name, namespace));
  });
});
