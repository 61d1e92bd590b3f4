// The Merkle tree of RFC 6962, section 2.1, over SHA-256.
import { createHash } from 'node:crypto';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of a leaf that holds `data`. */
export function leafHash(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(LEAF).update(data).digest();
}

/** The root over leaf hashes, hexadecimal; over none, the hash of nothing. */
export function rootOf(leaves: readonly Buffer[]): string {
  if (leaves.length === 0) return createHash('sha256').digest('hex');
  // Level by level, a last node without a sibling moving up as it is: the same tree as the recursive definition's.
  let level: Buffer[] = [...leaves];
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i] as Buffer, level[i + 1]];
      above.push(right ? createHash('sha256').update(NODE).update(left).update(right).digest() : left);
    }
    level = above;
  }
  return (level[0] as Buffer).toString('hex');
}
