// Specs of plain dates and project months.
import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { addMonths, addYears, dayInZone, dayOf, dayOfAnchor, isoDate, parseDay, ProjectCalendar } from './calendar.js';

const plusMonths = (iso: string, months: number): string => isoDate(addMonths(dayOf(iso), months));
const plusYears = (iso: string, years: number): string => isoDate(addYears(dayOf(iso), years));
const calendarOf = (startsOn: string, endsOn: string): ProjectCalendar =>
  new ProjectCalendar(dayOf(startsOn), dayOf(endsOn));

describe('plain dates', () => {
  it.each(['2024-02-29', '1969-12-31', '1970-01-01', '2000-02-29', '2026-06-14', '0100-01-01', '9999-12-31'])(
    '%s is a date',
    (iso) => expect(isoDate(parseDay(iso) as number)).toBe(iso),
  );

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    // Years that a computer may take for those of the twentieth century.
    '0050-02-10',
    '0099-12-28',
    '2024-1-01',
    '2024-01-01T00:00',
    '',
    'M24',
  ])('"%s" is none', (text) => expect(parseDay(text)).toBeUndefined());

  it('are counted from 1970-01-01', () => {
    expect(dayOf('1970-01-01')).toBe(0);
    expect(dayOf('1969-12-31')).toBe(-1);
    expect(dayOf('2024-03-01') - dayOf('2024-02-28')).toBe(2);
  });

  it('plus months clamp a day past the end of a month', () => {
    expect(plusMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(plusMonths('2023-01-31', 1)).toBe('2023-02-28');
    expect(plusMonths('2023-01-31', 3)).toBe('2023-04-30');
    expect(plusMonths('2023-11-30', 3)).toBe('2024-02-29');
    expect(plusMonths('2023-03-31', -1)).toBe('2023-02-28');
    expect(plusMonths('2023-03-15', -15)).toBe('2021-12-15');
  });

  it('plus months are what they are to a calendar object', () => {
    const different: string[] = [];
    for (let day = dayOf('1899-12-01'); day < dayOf('2210-01-01'); day += 37) {
      const iso = isoDate(day);
      for (const months of [-120, -13, -1, 0, 1, 17, 48, 60]) {
        const sum = Temporal.PlainDate.from(iso).add({ months }).toString();
        if (plusMonths(iso, months) !== sum) different.push(`${iso} and ${months} months`);
      }
    }
    expect(different).toEqual([]);
  });

  it('plus years make 28 February of a 29 February in a common year only', () => {
    expect(plusYears('2024-02-29', 5)).toBe('2029-02-28');
    expect(plusYears('2024-02-29', 4)).toBe('2028-02-29');
    expect(plusYears('2024-02-28', 5)).toBe('2029-02-28');
    expect(plusYears('2023-02-28', 5)).toBe('2028-02-28');
  });

  it('today is the date in the time zone of the alliance', () => {
    const justBeforeMidnight = Date.parse('2024-06-14T21:59:59Z');
    expect(isoDate(dayInZone(justBeforeMidnight, 'Europe/Brussels'))).toBe('2024-06-14');
    expect(isoDate(dayInZone(justBeforeMidnight + 1_000, 'Europe/Brussels'))).toBe('2024-06-15');
    expect(isoDate(dayInZone(Date.parse('2024-12-31T23:00:00Z'), 'Europe/Brussels'))).toBe('2025-01-01');
    expect(isoDate(dayInZone(Date.parse('2024-12-31T23:00:00Z'), 'America/Los_Angeles'))).toBe('2024-12-31');
  });
});

describe("LCAMP's project months", () => {
  const calendar = calendarOf('2022-06-15', '2026-06-14');

  it.each([
    [0, '2022-06-14'],
    [1, '2022-07-14'],
    [6, '2022-12-14'],
    [12, '2023-06-14'],
    [17, '2023-11-14'],
    [24, '2024-06-14'],
    [36, '2025-06-14'],
    [42, '2025-12-14'],
    [48, '2026-06-14'],
    [49, '2026-07-14'],
  ])('M%i ends on %s', (month, end) => expect(isoDate(calendar.monthEnd(month))).toBe(end));

  it('M17 is 2023-10-15 to 2023-11-14', () => {
    expect(['2023-10-14', '2023-10-15', '2023-11-14', '2023-11-15'].map((iso) => calendar.month(dayOf(iso)))).toEqual([
      16, 17, 17, 18,
    ]);
  });

  it('there is no month before the first day and after the last', () => {
    expect(['2022-06-14', '2022-06-15', '2026-06-14', '2026-06-15'].map((iso) => calendar.month(dayOf(iso)))).toEqual([
      null,
      1,
      48,
      null,
    ]);
  });

  it('the printed end of the project, 2026-06-15, lies in M49', () =>
    expect(calendar.monthAt(dayOf('2026-06-15'))).toBe(49));

  it('the days before the start are M0 and less', () => {
    expect(calendar.monthAt(dayOf('2022-06-14'))).toBe(0);
    expect(calendar.monthAt(dayOf('2022-05-15'))).toBe(0);
    expect(calendar.monthAt(dayOf('2022-05-14'))).toBe(-1);
  });

  it('a baseline or target lies on its date, else at the end of its month, else at M0', () => {
    expect(isoDate(dayOfAnchor({ month: 17 }, calendar))).toBe('2023-11-14');
    expect(isoDate(dayOfAnchor({ date: '2024-12-31' }, calendar))).toBe('2024-12-31');
    expect(isoDate(dayOfAnchor({}, calendar))).toBe('2022-06-14');
  });
});

describe('the months of a project that starts on 31 January', () => {
  const calendar = calendarOf('2023-01-31', '2027-01-30');

  it.each([
    [0, '2023-01-30'],
    [1, '2023-02-27'],
    [2, '2023-03-30'],
    [3, '2023-04-29'],
    [13, '2024-02-28'],
    [14, '2024-03-30'],
    [48, '2027-01-30'],
  ])('M%i ends on %s: counted from the start, not from the month before', (month, end) =>
    expect(isoDate(calendar.monthEnd(month))).toBe(end),
  );

  it('leave no day out and put none in two: each day is in the month whose end is the first not before it', () => {
    let month = 0;
    for (let day = calendar.monthEnd(0); day <= calendar.endsOn; day++) {
      if (day > calendar.monthEnd(month)) month++;
      expect(calendar.monthAt(day)).toBe(month);
    }
    expect(month).toBe(48);
  });
});
