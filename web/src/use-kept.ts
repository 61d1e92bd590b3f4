// State that outlives the page that holds it: another language draws each page anew, and someone who looks something up
// elsewhere comes back.
import { useState } from 'preact/hooks';

/** Where such state is kept, by name. */
export interface KeepingPlace {
  has(name: string): boolean;
  get(name: string): unknown;
  set(name: string, value: unknown): void;
}

/** For as long as the window is open. */
const inWindow = new Map<string, unknown>();

/** As `useState`, under a name that belongs to nobody else in that place. */
export function useKept<T>(
  name: string,
  start: T,
  place: KeepingPlace = inWindow,
): [value: T, set: (value: T) => void] {
  const [value, setValue] = useState(() => (place.has(name) ? (place.get(name) as T) : start));
  const keep = (next: T): void => {
    setValue(next);
    // Last: a place may refuse what is too much.
    place.set(name, next);
  };
  return [value, keep];
}
