// What time it is by the service, as its answers tell: a reader's clock may be off by days, and what is dated by it is
// refused as lying ahead, or stands on a day that it did not happen on.

/** So far a clock may differ without that: an answer is on its way for a while. */
const TOLERATED_MS = 60_000;

let aheadMs = 0;

/** Hears what time it was when an answer was given. */
export function hearTime({ headers }: Pick<Response, 'headers'>): void {
  const ms = Date.parse(headers.get('date') ?? '') - Date.now();
  if (!Number.isNaN(ms)) aheadMs = Math.abs(ms) > TOLERATED_MS ? ms : 0;
}

export const timeOfService = (): Date => new Date(Date.now() + aheadMs);
