// What a check of the log ends with where something is wrong.
import { ProblemError } from '../platform/problems.js';

/** The log, or what is served of it, is not as it should be. */
export class VerificationError extends ProblemError {
  constructor(detail: string) {
    super({ code: 'verification-failed', detail });
  }
}
