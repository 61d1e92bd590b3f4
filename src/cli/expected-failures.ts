// The errors that say by themselves what is wrong; anything else is a fault of the program.
import { FolderInUseError } from '../event-store/embedded/folder-lock.js';
import { EventStoreError } from '../event-store/event-store.js';
import { FiguresUnavailableError } from '../monitoring/figures-unavailable-error.js';
import { ConfigurationError } from '../platform/configuration.js';
import { ProblemError } from '../platform/problems.js';
import { CommandFailure } from './command-failure.js';
import { UsageError } from './usage-error.js';

const EXPECTED = [
  CommandFailure,
  ConfigurationError,
  EventStoreError,
  FiguresUnavailableError,
  FolderInUseError,
  ProblemError,
  UsageError,
];

/** What to do about what the operating system refuses, by its code. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: 'This user may not do that: choose another place, or give them the right.',
  EADDRINUSE: 'Something else listens there already: stop it, or set PORT.',
  EADDRNOTAVAIL: 'This machine has no such address: set HOST to one that it has.',
  EEXIST: 'A file stands where a folder is needed: choose another place.',
  EISDIR: 'A folder stands where a file is needed: choose another place.',
  ELOOP: 'Correct the path.',
  ENOENT: 'Correct the path, or make its folder.',
  ENOSPC: 'There is no room on the disk: make some.',
  ENOTDIR: 'A file stands where a folder is needed: choose another place.',
  ENOTFOUND: 'There is no host of that name: correct it.',
  EPERM: 'This user may not do that: choose another place, or give them the right.',
  EROFS: 'The disk is read-only: choose another place.',
};

/** What its reader needs to know of an error, in a sentence or two; undefined where it is a fault of the program. */
export function sentencesOf(error: unknown): string | undefined {
  if (EXPECTED.some((kind) => error instanceof kind)) return (error as Error).message;
  const { code = '', syscall, message = '' } = (error ?? {}) as NodeJS.ErrnoException;
  const remedy = REMEDIES[code];
  return syscall === undefined || remedy === undefined ? undefined : `${message}. ${remedy}`;
}
