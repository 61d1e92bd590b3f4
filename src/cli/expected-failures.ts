// The errors that say by themselves what is wrong; anything else is a fault of the program.
import { FolderInUseError } from '../event-store/embedded/folder-lock.js';
import { EventStoreError } from '../event-store/event-store.js';
import { FiguresUnavailableError } from '../monitoring/figures-unavailable-error.js';
import { ConfigurationError } from '../platform/configuration.js';
import { ProblemError } from '../platform/problems.js';
import { systemRefusal } from '../platform/system-errors.js';
import { SigningKeyError } from '../reporting/seal/signing-key.js';
import { CommandFailure } from './command-failure.js';
import { UsageError } from './usage-error.js';

const EXPECTED = [
  CommandFailure,
  ConfigurationError,
  EventStoreError,
  FiguresUnavailableError,
  FolderInUseError,
  ProblemError,
  SigningKeyError,
  UsageError,
];

/** What its reader needs to know of an error, in a sentence or two; undefined where it is a fault of the program. */
export function sentencesOf(error: unknown): string | undefined {
  return EXPECTED.some((kind) => error instanceof kind) ? (error as Error).message : systemRefusal(error);
}
