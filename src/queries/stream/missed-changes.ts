// What a client of the stream missed: the changes of each append since a position.
import { changesBetween } from '../../monitoring/changes.js';
import type { AllianceChange, Monitoring } from '../../monitoring/monitoring.service.js';

/** After this long, what is left is told in one message: the client wants the present, not a replay. */
const BUDGET_MS = 200;
const MOST_KNOWN = 100;

/**
 * Works out what was missed. Where many clients come back at once (the service was away, or a network), they missed the
 * same: it is worked out once, and told until the log goes on.
 */
export class MissedChanges {
  private position = -1n;
  private readonly known = new Map<string, AllianceChange[]>();

  constructor(private readonly monitoring: Monitoring) {}

  /** The changes of each append to an alliance after a position, as of now. */
  since(allianceId: string, position: bigint): AllianceChange[] {
    if (this.position !== this.monitoring.position || this.known.size >= MOST_KNOWN) this.known.clear();
    this.position = this.monitoring.position;
    const key = `${allianceId} ${position}`;
    let missed = this.known.get(key);
    if (!missed) this.known.set(key, (missed = missedChanges(this.monitoring, allianceId, position)));
    return missed;
  }
}

function missedChanges(monitoring: Monitoring, allianceId: string, since: bigint): AllianceChange[] {
  const { log } = monitoring.model;
  const alliance = monitoring.model.allianceNumber(allianceId);
  const started = performance.now();
  const missed: AllianceChange[] = [];
  let count = log.knownAtPosition(since);
  let before = monitoring.figures(allianceId, count);
  const tellUntil = (known: number): void => {
    const after = monitoring.figures(allianceId, known);
    missed.push({ allianceId, position: log.positionOf(known), changes: changesBetween(before, after) });
    before = after;
  };
  let touched = false;
  for (; count < log.known; count++) {
    touched ||= log.allianceOf(count) === alliance;
    if (!touched || !log.endsAppend(count)) continue;
    touched = false;
    if (performance.now() - started > BUDGET_MS) {
      tellUntil(log.known);
      break;
    }
    tellUntil(count + 1);
  }
  return missed;
}
