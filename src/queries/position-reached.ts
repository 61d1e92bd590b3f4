// The figures follow the log: whoever needs an event in them waits, and is told where that takes too long.
import type { Monitoring } from '../monitoring/monitoring.service.js';
import { ProblemError } from '../platform/problems.js';

/** How long the figures may take. */
const LONGEST_WAIT_MS = 5_000;

interface Waiting {
  readonly withinMs?: number;
  /** Why that is a problem, in a sentence; told where the figures are instead. */
  readonly detail: (at: bigint) => string;
  readonly extension?: Readonly<Record<string, string>>;
}

/** Resolves when the figures hold the event at a position. Throws `position-not-reached`. */
export async function assertReached(
  monitoring: Monitoring,
  position: bigint,
  { withinMs = LONGEST_WAIT_MS, detail, extension = {} }: Waiting,
): Promise<void> {
  if (await monitoring.reachedWithin(position, withinMs)) return;
  const at = monitoring.position;
  throw new ProblemError({
    code: 'position-not-reached',
    detail: detail(at),
    extension: { ...extension, position: String(at) },
  });
}
