// The Merkle tree of RFC 6962, section 2.1, over SHA-256.
import * as crypto from 'node:crypto';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

const hashOf = (...parts: readonly Uint8Array[]): Buffer => crypto.hash('sha256', Buffer.concat(parts), 'buffer');

/** The hash of a leaf that holds `data`; a text counts in UTF-8. */
export function leafHash(data: string | Uint8Array): Buffer {
  return hashOf(LEAF, typeof data === 'string' ? Buffer.from(data) : data);
}

/** The root over leaf hashes, hexadecimal; over none, the hash of nothing. */
export function rootOf(leaves: readonly Buffer[]): string {
  if (leaves.length === 0) return hashOf().toString('hex');
  // Level by level, a last node without a sibling moving up as it is: the same tree as the recursive definition's.
  let level = leaves;
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i] as Buffer, level[i + 1]];
      above.push(right ? hashOf(NODE, left, right) : left);
    }
    level = above;
  }
  return (level[0] as Buffer).toString('hex');
}
