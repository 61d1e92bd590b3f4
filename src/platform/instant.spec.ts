// What is taken for an instant, and what isn't.
import { describe, expect, it } from '@jest/globals';
import { INSTANT_FORM, instantOf } from './instant.js';

describe('an instant', () => {
  it.each([
    ['2024-06-14T12:00:00Z', Date.UTC(2024, 5, 14, 12)],
    ['2024-06-14t12:00:00z', Date.UTC(2024, 5, 14, 12)],
    ['2024-06-14T12:00:00.250+02:00', Date.UTC(2024, 5, 14, 10, 0, 0, 250)],
    ['2024-02-29T23:59:59.123456789-23:59', Date.UTC(2024, 2, 1, 23, 58, 59, 123)],
  ])('is %s', (text, ms) => {
    expect(text).toMatch(new RegExp(`^${INSTANT_FORM}$`));
    expect(instantOf(text)).toBe(ms);
  });

  it.each([
    ['without its zone', '2024-06-14T12:00:00'],
    ['on a day that never was', '2023-02-29T12:00:00Z'],
    ['at 24 o’clock', '2024-06-14T24:00:00Z'],
    ['at a minute that there is not', '2024-06-14T12:60:00Z'],
    ['at a leap second', '2016-12-31T23:59:60Z'],
    ['in a zone that there is not', '2024-06-14T12:00:00+24:00'],
    ['with something behind it', '2024-06-14T12:00:00ZT'],
    ['of another form', '14 June 2024 12:00 UTC'],
    ['that is empty', ''],
  ])('is none %s', (_, text) => {
    expect(instantOf(text)).toBeUndefined();
  });
});
