// The data of events with something changed, and what the check says of it.
import { eventDefinition } from './events.js';
import type { Fault } from './faults.js';
import { checkData } from './validation.js';

/** The example data of a type with some fields changed; `undefined` leaves one out. */
export const changed = (type: string, changes: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({ ...eventDefinition(type)?.example, ...changes }).filter(([, value]) => value !== undefined),
  );
/** What is wrong with such data. */
export const faults = (type: string, changes: object): readonly Fault[] => {
  const checked = checkData(type, changed(type, changes));
  return checked.ok ? [] : checked.faults;
};
/** The fields and codes of what is wrong. */
export const codes = (type: string, changes: object): string[] =>
  faults(type, changes).map(({ field, code }) => `${field} ${code}`);
/** Such data as it will be stored; throws where it is refused. */
export const stored = (type: string, changes: object): Record<string, unknown> => {
  const checked = checkData(type, changed(type, changes));
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  return checked.data as Record<string, unknown>;
};
