// `verify FILE.zip`: checks a bundle from nothing but itself. It loads nothing of the service, and needs no data folder.
import { existsSync, readFileSync } from 'node:fs';
import { verifyBundle } from '../reporting/seal/verify-bundle.js';
import { CommandFailure } from './command-failure.js';
import { inOneLine, print } from './shown.js';

export interface VerifyBundleOptions {
  readonly json?: boolean;
  readonly key?: string;
}

export async function verifyFile(file: string, { key, json }: VerifyBundleOptions): Promise<void> {
  if (!existsSync(file)) throw new CommandFailure(`There is no file ${file}.`);
  const verification = await verifyBundle(readFileSync(file), key);
  if (json) print(JSON.stringify(verification, null, 2));
  else for (const { holds, text } of verification.findings) print(`${holds ? '✓' : '✗'} ${inOneLine(text)}`);
  if (!verification.holds) throw new CommandFailure(`${file} does not hold.`);
  if (!json && key === undefined) {
    print(
      `Whose key it is, the signer tells: compare it with the "kid" under /.well-known/jwks.json of their service, or name it with --key.`,
    );
  }
}
