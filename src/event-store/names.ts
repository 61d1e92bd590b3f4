// What may be a name in the log (of a stream, a type, an event): the same on every adapter.

const LONGEST_NAME = 1_000;
/** Control characters would blur the fields that are hashed together; no store keeps a lone surrogate. */
const UNFIT = /[\p{Cc}\p{Cs}]/u;

/** Throws where the text can't be a name; `what` says of what. */
export function assertName(what: string, name: string): void {
  if (name === '' || name.length > LONGEST_NAME || UNFIT.test(name)) {
    throw new Error(
      `"${name.slice(0, LONGEST_NAME)}" is no ${what}: it must be 1 to ${LONGEST_NAME} plain characters.`,
    );
  }
}
