// UUIDs of names (RFC 9562, version 5): the same name in the same namespace has the same id.
import * as crypto from 'node:crypto';
import { parse, stringify } from 'uuid';

/** The namespace of addresses. */
export const URL_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

const BYTES = 16;
const [VERSION_BYTE, VARIANT_BYTE] = [6, 8];

/** With a one-shot hash: the hash objects of a long file, which the `uuid` package makes, fill the memory. */
export function uuidOfName(name: string, namespace: string): string {
  const content = Buffer.concat([parse(namespace), Buffer.from(name)]);
  const bytes = crypto.hash('sha1', content, 'buffer').subarray(0, BYTES);
  bytes[VERSION_BYTE] = ((bytes[VERSION_BYTE] as number) & 0x0f) | 0x50;
  bytes[VARIANT_BYTE] = ((bytes[VARIANT_BYTE] as number) & 0x3f) | 0x80;
  return stringify(bytes);
}
