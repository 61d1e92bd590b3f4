// Why a command ends without having done what it was told to.

/** A reason to end with exit code 1, said in words. */
export class CommandFailure extends Error {}
