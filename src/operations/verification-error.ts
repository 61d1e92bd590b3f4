/** The log, or what is served of it, is not as it should be. */
export class VerificationError extends Error {}
