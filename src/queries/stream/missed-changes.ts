// What a client of the stream missed: the changes of each append since a position.
import { changesBetween } from '../../monitoring/changes.js';
import type { AllianceChange, Monitoring } from '../../monitoring/monitoring.service.js';

/** After this long, what is left is told in one message: the client wants the present, not a replay. */
const BUDGET_MS = 200;

export function missedChanges(monitoring: Monitoring, allianceId: string, since: bigint): AllianceChange[] {
  const { log } = monitoring.model;
  const alliance = monitoring.model.allianceNumber(allianceId);
  const started = performance.now();
  const missed: AllianceChange[] = [];
  let count = log.knownAtPosition(since);
  let before = monitoring.figures(allianceId, count);
  const tellUntil = (known: number): void => {
    const after = monitoring.figures(allianceId, known);
    const changes = changesBetween(before, after);
    if (changes.length > 0) missed.push({ allianceId, position: log.positionOf(known), changes });
    before = after;
  };
  let touched = false;
  for (; count < log.count; count++) {
    touched ||= log.allianceOf(count) === alliance;
    if (!touched || !log.endsAppend(count)) continue;
    touched = false;
    if (performance.now() - started > BUDGET_MS) {
      tellUntil(log.count);
      break;
    }
    tellUntil(count + 1);
  }
  return missed;
}
