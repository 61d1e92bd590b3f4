// Releases of the example's platform.
import { dayOf } from '../../../projections/calendar.js';
import { streamName } from '../../domain/categories.js';
import type { PlatformReleased } from '../../domain/platform/platform.events.js';
import { EXAMPLE } from './alliance.part.js';
import type { Journal } from './journal.js';

const RELEASES: readonly (readonly [string, string])[] = [
  ['0.9 (pilot)', '2022-12-06'],
  ['1.0', '2023-05-23'],
  ['1.1', '2023-10-17'],
  ['1.2', '2024-03-19'],
  ['2.0', '2024-10-08'],
  ['2.1', '2025-04-29'],
  ['2.2', '2025-11-11'],
  ['3.0', '2026-04-21'],
];

/** The fifth release is first recorded with a wrong day. */
export function releasePlatform(journal: Journal): void {
  const stream = streamName('platform', EXAMPLE);
  const type = 'PlatformReleased';
  for (const [version, releasedOn] of RELEASES) {
    const data: PlatformReleased = {
      version,
      releasedOn,
      url: `https://platform.example.org/releases/${version.slice(0, 3)}`,
    };
    if (version !== '2.0') journal.add(stream, type, data);
    else {
      const wrongId = journal.add(stream, type, { ...data, releasedOn: '2024-10-01' }, { lagDays: 1 });
      journal.correct(
        wrongId,
        'Announced for the 1st, released on the 8th.',
        { stream, type, data },
        dayOf(releasedOn) + 1,
      );
    }
  }
}
