// When the page is being put on paper: what the screen holds back is shown then.
import { useEffect, useState } from 'preact/hooks';

/** The moment of printing; undefined on the screen. */
export function usePrinting(): Date | undefined {
  const [since, setSince] = useState<Date | undefined>(undefined);
  useEffect(() => {
    const begin = (): void => setSince(new Date());
    const end = (): void => setSince(undefined);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return since;
}
