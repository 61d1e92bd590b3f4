// Releases of the platform.
import type { z } from 'zod';
import { date, eventData, phrase, url } from '../text.schema.js';

export const platformReleased = eventData({
  version: phrase('What was released.'),
  releasedOn: date('Day of the release.'),
  url: url('Where it is.').optional(),
});

export type PlatformReleased = z.infer<typeof platformReleased>;
