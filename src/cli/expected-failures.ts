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

/** Whether an error's message is all that its reader needs. */
export const isExpectedFailure = (error: unknown): error is Error => EXPECTED.some((kind) => error instanceof kind);
