// Why a command ends without having done what it was told to.

/** A reason to end with exit code 1, said in words. */
export class CommandFailure extends Error {}

/** A problem as a person reads it. */
export function failureOf({ title, detail, remedy }: Readonly<Record<string, unknown>>): CommandFailure {
  const said = [title, detail, remedy].filter((part): part is string => typeof part === 'string');
  return new CommandFailure(said.map((part) => part.replace(/[.]?$/, '.')).join(' '));
}
