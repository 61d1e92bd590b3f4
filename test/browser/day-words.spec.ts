// The day looked at, as the time axis says it: project months have numbers from the first day of the project to its last.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadInLanguage } from './web-module.js';

interface DayWords {
  atInWords(at: string | undefined, alliance: object, today: string): string;
}

const ALLIANCE = { startsOn: '2022-01-31', endsOn: '2024-01-30' };

describe('the day looked at', () => {
  let dayWords: DayWords;

  beforeAll(async () => {
    ({ module: dayWords } = await loadInLanguage<DayWords>('components/day-words.ts', 'en'));
  });

  it.each([
    ['2021-06-01', '1 Jun 2021'],
    ['2021-12-30', '30 Dec 2021'],
    ['M0', 'End of M0, 30 Jan 2022'],
    ['2022-02-28', '28 Feb 2022 (in M2)'],
    ['M1', 'End of M1, 27 Feb 2022'],
    ['2024-01-30', 'End of M24, 30 Jan 2024'],
    ['2024-01-31', '31 Jan 2024'],
    ['M26', 'End of M26, 30 Mar 2024'],
    ['yesterday', 'yesterday'],
  ])('%s is %s', (at, words) => expect(dayWords.atInWords(at, ALLIANCE, '2023-05-05')).toBe(words));

  it.each([
    ['2023-05-05', 'Today, 5 May 2023 (in M16)'],
    ['2024-02-01', 'Today, 1 Feb 2024'],
  ])('is today, on %s: %s', (today, words) => expect(dayWords.atInWords(undefined, ALLIANCE, today)).toBe(words));
});
