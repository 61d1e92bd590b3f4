// The key with which an installation signs its bundles: Ed25519, made at the first start, kept beside the log.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { syncFile, syncFolder } from '../../platform/durable-files.js';

const KEY_FILE = 'signing-key.jwk';
const ALGORITHM = 'EdDSA';

export class SigningKey {
  private constructor(
    private readonly privateJwk: JWK,
    /** The public half, with the thumbprint (RFC 7638) as its `kid`. */
    readonly publicJwk: JWK,
  ) {}

  /** The key of a data folder, made where there is none. Throws where the file is no such key. */
  static async of(dataDir: string): Promise<SigningKey> {
    const file = join(dataDir, KEY_FILE);
    if (!existsSync(file)) await make(dataDir, file);
    const privateJwk = JSON.parse(readFileSync(file, 'utf8')) as JWK;
    if (privateJwk.crv !== 'Ed25519' || privateJwk.d === undefined) {
      throw new Error(
        `${file} is not an Ed25519 key. Put the right one back, or move it away: a new one is made then.`,
      );
    }
    const { kty, crv, x } = privateJwk as { kty: string; crv: string; x: string };
    const kid = await calculateJwkThumbprint({ kty, crv, x });
    return new SigningKey(privateJwk, { kty, crv, x, kid, alg: ALGORITHM, use: 'sig' });
  }

  /** A JWS in compact form over `payload`; its header holds the public key. */
  async sign(payload: Uint8Array): Promise<string> {
    const { kty, crv, x, kid } = this.publicJwk as { kty: string; crv: string; x: string; kid: string };
    return new CompactSign(payload)
      .setProtectedHeader({ alg: ALGORITHM, kid, jwk: { kty, crv, x } })
      .sign(await importJWK(this.privateJwk, ALGORITHM));
  }
}

async function make(dataDir: string, file: string): Promise<void> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  const text = JSON.stringify(await exportJWK(privateKey));
  mkdirSync(dataDir, { recursive: true });
  const fresh = `${file}.new`;
  // Nobody but the service's own account reads it, from the first byte on.
  const descriptor = openSync(fresh, 'w', 0o600);
  try {
    writeSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
  syncFile(fresh);
  renameSync(fresh, file);
  syncFolder(dataDir);
}
