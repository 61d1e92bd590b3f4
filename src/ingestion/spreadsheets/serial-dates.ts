// Days as spreadsheet programs count them.
import { isoDate } from '../../../projections/calendar.js';

const FIRST_AFTER_FALSE_LEAP_DAY = 61;
const DAYS_TO_1970 = { 1900: 25_569, 1904: 24_107 } as const;
const LAST_SERIAL = 2_958_465;

/**
 * The day that a spreadsheet's serial number falls in (the time of day is dropped); undefined for one that is no day:
 * Excel counts a 29 February 1900, which never was, so in the epoch of 1900 none before March of that year is taken.
 */
export function dateOfSerial(serial: number, epoch: 1900 | 1904): string | undefined {
  const day = Math.floor(serial);
  if (day < (epoch === 1900 ? FIRST_AFTER_FALSE_LEAP_DAY : 0) || day > LAST_SERIAL) return undefined;
  return isoDate(day - DAYS_TO_1970[epoch]);
}
