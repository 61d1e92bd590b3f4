// State that outlives the page that holds it, for as long as the window is open: another language draws each page anew,
// and someone who looks something up elsewhere comes back.
import { useState } from 'preact/hooks';

const kept = new Map<string, unknown>();

/** As `useState`, under a name that belongs to nobody else. */
export function useKept<T>(name: string, start: T): [value: T, set: (value: T) => void] {
  const [value, setValue] = useState(() => (kept.has(name) ? (kept.get(name) as T) : start));
  const keep = (next: T): void => {
    kept.set(name, next);
    setValue(next);
  };
  return [value, keep];
}
