// Which files make a folder one of data, whoever made it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE_FILE } from './schema.js';
import { WITNESS_FILE } from './witness.js';

/** Whether there is a log in a folder, or what is left of one; looks without making anything. */
export const holdsData = (dataDir: string): boolean =>
  [DATABASE_FILE, WITNESS_FILE].some((name) => existsSync(join(dataDir, name)));
