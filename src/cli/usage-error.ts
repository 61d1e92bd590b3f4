// Why a command line is not one.

/** A reason to end with exit code 2, said in words. */
export class UsageError extends Error {}
