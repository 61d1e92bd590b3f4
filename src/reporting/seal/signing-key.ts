// The key with which an installation signs its bundles: Ed25519, made at the first start, kept beside the log.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { SIGNING_KEY_FILE } from '../../platform/data-folder.js';
import { syncFile, syncFolder } from '../../platform/durable-files.js';

const ALGORITHM = 'EdDSA';

/** The file is none that can be signed with. */
export class SigningKeyError extends Error {
  constructor(file: string) {
    super(`${file} is not an Ed25519 key. Put the right one back, or move it away: a new one is made then.`);
    this.name = 'SigningKeyError';
  }
}

interface KeyPair {
  readonly privateJwk: JWK;
  /** The public half, with the thumbprint (RFC 7638) as its `kid`. */
  readonly publicJwk: JWK;
}

/** The key of a data folder. It is read, and made where there is none, when it is first needed. */
export class SigningKey {
  private pair: Promise<KeyPair> | undefined;

  /** `onMade`: told when there was none, and one was made. */
  constructor(
    private readonly dataDir: string,
    private readonly onMade: () => void = () => undefined,
  ) {}

  /** Rejects with SigningKeyError where the file is no such key. */
  async publicJwk(): Promise<JWK> {
    return (await this.keys()).publicJwk;
  }

  /** A JWS in compact form over `payload`; its header holds the public key. */
  async sign(payload: Uint8Array): Promise<string> {
    const { privateJwk, publicJwk } = await this.keys();
    const { kty, crv, x, kid } = publicJwk as { kty: string; crv: string; x: string; kid: string };
    return new CompactSign(payload)
      .setProtectedHeader({ alg: ALGORITHM, kid, jwk: { kty, crv, x } })
      .sign(await importJWK(privateJwk, ALGORITHM));
  }

  private keys(): Promise<KeyPair> {
    this.pair ??= this.load().catch((error: unknown) => {
      this.pair = undefined;
      throw error;
    });
    return this.pair;
  }

  private async load(): Promise<KeyPair> {
    const file = join(this.dataDir, SIGNING_KEY_FILE);
    if (!existsSync(file)) {
      await make(this.dataDir, file);
      this.onMade();
    }
    const privateJwk = await keyIn(file);
    const { kty, crv, x } = privateJwk as { kty: string; crv: string; x: string };
    const kid = await calculateJwkThumbprint({ kty, crv, x });
    return { privateJwk, publicJwk: { kty, crv, x, kid, alg: ALGORITHM, use: 'sig' } };
  }
}

async function keyIn(file: string): Promise<JWK> {
  const text = readFileSync(file, 'utf8');
  try {
    const jwk = JSON.parse(text) as JWK;
    if (jwk.crv === 'Ed25519' && jwk.d !== undefined && (await importJWK(jwk, ALGORITHM))) return jwk;
  } catch {
    // What is wrong with it in detail would show parts of it.
  }
  throw new SigningKeyError(file);
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
