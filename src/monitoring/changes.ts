// What an append changed in an alliance's figures as of today: the messages of `GET /stream`.
import type { Day } from '../../projections/calendar.js';
import { readIndicator } from '../../projections/indicator.js';
import { milestoneStatuses } from '../../projections/milestones.js';
import type { View } from '../../projections/view.js';

/** `indicator`: a value; `companion`: `<indicator>.<companion>`; `status`: of an indicator; `milestone`: its status. */
export interface Change {
  readonly kind: 'indicator' | 'companion' | 'status' | 'milestone';
  readonly id: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The scalar figures of an alliance on a day, by kind and id. */
export type Figures = ReadonlyMap<string, { kind: Change['kind']; id: string; value: unknown }>;

export const NO_FIGURES: Figures = new Map();

export function figuresOf(view: View | undefined, at: Day): Figures {
  const figures = new Map<string, { kind: Change['kind']; id: string; value: unknown }>();
  const add = (kind: Change['kind'], id: string, value: unknown): void => {
    figures.set(`${kind} ${id}`, { kind, id, value });
  };
  for (const indicator of view?.framework.at(at)?.indicators ?? []) {
    const { id, value, companions, status } = readIndicator(view as View, indicator, at);
    add('indicator', id, value);
    add('status', id, status);
    for (const [name, companion] of Object.entries(companions)) add('companion', `${id}.${name}`, companion);
  }
  if (view) for (const { id, status } of milestoneStatuses(view, at)) add('milestone', id, status);
  return figures;
}

/** The differences between two states; what wasn't there before, or isn't after, is null. */
export function changesBetween(before: Figures, after: Figures): Change[] {
  const changes: Change[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(key), after.get(key)];
    const { kind, id } = (is ?? was) as { kind: Change['kind']; id: string };
    const change = { kind, id, before: was?.value ?? null, after: is?.value ?? null };
    if (JSON.stringify(change.before) !== JSON.stringify(change.after)) changes.push(change);
  }
  return changes;
}
