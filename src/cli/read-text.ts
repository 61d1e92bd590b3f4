// Texts that people hand over as files.
import { readFileSync } from 'node:fs';
import { CommandFailure } from './command-failure.js';

/** Bytes that aren't UTF-8 would become question marks that nobody has written: they are refused. */
export function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof TypeError)
      throw new CommandFailure(`${file} holds bytes that are not UTF-8: save it as UTF-8.`);
    throw error;
  }
}
