// Why a command ends without having done what it was told to.

/** A reason to end with exit code 1, said in words. */
export class CommandFailure extends Error {}

interface SaidProblem {
  readonly type?: unknown;
  readonly title?: unknown;
  readonly detail?: unknown;
  readonly remedy?: unknown;
  readonly errors?: unknown;
}

interface Fault {
  readonly field?: string;
  readonly detail: string;
}

/** What to do, where the service speaks of requests. Repeated, no command records anything twice. */
const REMEDIES: Readonly<Record<string, string>> = {
  '/problems/busy': 'Run the command again.',
  '/problems/encoding-invalid':
    'Save it as "CSV UTF-8" or .xlsx, or name its encoding, such as --encoding windows-1252.',
  '/problems/import-unknown': '"alliance-kpi imports" lists those there are.',
  '/problems/outcome-unknown': 'Run the command again: it is recorded once.',
  '/problems/profile-unknown': 'Name one of those.',
  '/problems/report-unknown': '"alliance-kpi months" tells how far each report is.',
  '/problems/storage-failed': 'Mend it and start the service again, then run the command again.',
};

/** A problem as a person reads it. */
export function failureOf({ type, title, detail, remedy, errors }: SaidProblem): CommandFailure {
  if (type === '/problems/request-invalid' && Array.isArray(errors) && errors.length > 0)
    return new CommandFailure((errors as Fault[]).map(inFlags).join(' '));
  const said = [title, detail, REMEDIES[String(type)] ?? remedy].filter(
    (part): part is string => typeof part === 'string',
  );
  return new CommandFailure(said.map((part) => part.replace(/[.]?$/, '.')).join(' '));
}

/** What is wrong with a parameter, by the flag that gave it: nobody who types a command has seen the request. */
function inFlags({ field = '', detail }: Fault): string {
  const flag = `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return field !== '' && detail.startsWith(`${field} `) ? flag + detail.slice(field.length) : detail;
}
