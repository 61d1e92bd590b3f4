// On paper only: when the page was printed, as known when, and where it stands.
import { useMoment } from '../address.js';
import { usePrinting } from '../components/use-printing.js';
import { knownInWords } from '../components/time-cursors.js';
import { writeInstant } from '../figure-text.js';
import type { Alliance } from '../api.js';
import { text } from '../text.js';

export function PrintNote({ alliance }: { alliance: Alliance | undefined }) {
  const printedAt = usePrinting();
  const { asOf } = useMoment();
  if (!printedAt) return null;
  return (
    <p class="print-note">
      {text.print.printed(writeInstant(printedAt.toISOString()))}
      {alliance && ` · ${text.day.knownLabel}: ${knownInWords(asOf, alliance.timeZone)}`} · {window.location.href}
    </p>
  );
}
