// What a client of the stream missed: the changes of each append since a position.
import { setImmediate } from 'node:timers/promises';
import { changesBetween, type Figures } from '../../monitoring/changes.js';
import type { AllianceChange, Monitoring } from '../../monitoring/monitoring.service.js';

/** After so much work, or so many changes, what is left is told in one message: a client wants the present in the end. */
const BUDGET_MS = 2_000;
const MOST_CHANGES = 20_000;
/** So long it works before others have their turn. */
const SLICE_MS = 10;
const MOST_KNOWN = 10_000;

/**
 * Works out what was missed. Where many clients come back at once (the service was away, or a network), they missed the
 * same: what changed between two points of the log is worked out once for all of them.
 */
export class MissedChanges {
  /** By alliance, the day on which it is asked, and how many events of the log were known before and after. */
  private readonly known = new Map<string, AllianceChange>();

  constructor(private readonly monitoring: Monitoring) {}

  /** The changes of each append to an alliance after a position, up to the last when all are worked out. */
  async since(allianceId: string, position: bigint): Promise<AllianceChange[]> {
    const { model } = this.monitoring;
    const { log } = model;
    const alliance = model.allianceNumber(allianceId);
    const from = log.knownAtPosition(position);
    const tell = this.teller(allianceId, from);
    const missed: AllianceChange[] = [];
    let [began, worked, changes] = [performance.now(), 0, 0];
    let touched = false;
    for (let count = from; count < log.known; count++) {
      touched ||= log.allianceOf(count) === alliance;
      if (!touched || !log.endsAppend(count)) continue;
      touched = false;
      const change = tell(count + 1);
      missed.push(change);
      changes += change.changes.length;
      if (performance.now() - began >= SLICE_MS) {
        worked += performance.now() - began;
        await setImmediate();
        began = performance.now();
      }
      if (worked < BUDGET_MS && changes < MOST_CHANGES) continue;
      missed.push(tell(log.known));
      break;
    }
    return missed;
  }

  /** Answers what changed from the point that was told last, first `from`, to another. */
  private teller(allianceId: string, from: number): (until: number) => AllianceChange {
    const { monitoring, known } = this;
    const view = monitoring.model.alliance(allianceId)?.view();
    const today = view && monitoring.today(view);
    let [told, figures]: [number, Figures | undefined] = [from, undefined];
    return (until) => {
      const key = `${allianceId} ${today} ${told} ${until}`;
      let change = known.get(key);
      let after: Figures | undefined;
      if (!change) {
        after = monitoring.figures(allianceId, until);
        const changes = changesBetween(figures ?? monitoring.figures(allianceId, told), after);
        change = { allianceId, position: monitoring.model.log.positionOf(until), changes };
        if (known.size >= MOST_KNOWN) known.clear();
        known.set(key, change);
      }
      [told, figures] = [until, after];
      return change;
    };
  }
}
