// What a check has found of what is entered in a form: it holds as long as nothing else is entered.
import { useState } from 'preact/hooks';

/** `asked`: all that the check depends on. What was found of anything else is undefined. */
export function useChecked<T>(asked: string): readonly [T | undefined, (found: T | undefined) => void] {
  const [checked, setChecked] = useState<{ readonly of: string; readonly found: T } | undefined>(undefined);
  return [
    checked?.of === asked ? checked.found : undefined,
    (found) => setChecked(found === undefined ? undefined : { of: asked, found }),
  ];
}
