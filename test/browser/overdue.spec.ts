// When an activity of the list is overdue: its last month has passed and it is planned still.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadWebModule } from './web-module.js';

interface Overdue {
  readonly withOverdue: (category: string, card: object, alliance: object, moment: object) => { status: string };
}

const ALLIANCE = { startsOn: '2022-06-15', timeZone: 'Europe/Brussels' };

describe('an activity', () => {
  let stateAt: (end: string | undefined, at: string, status?: string) => string;

  beforeAll(async () => {
    const { withOverdue } = await loadWebModule<Overdue>('recording/overdue.ts');
    stateAt = (end, at, status = 'planned') => withOverdue('activity', { status, end }, ALLIANCE, { at }).status;
  });

  it.each([
    ['M24', '2024-06-14', 'planned'],
    ['M24', '2024-06-15', 'overdue'],
    ['M24', 'M25', 'overdue'],
    ['2024-02', '2024-02-29', 'planned'],
    ['2024-02', '2024-03-01', 'overdue'],
    [undefined, '2030-01-01', 'planned'],
  ])('that ends in %s is at %s %s', (end, at, state) => expect(stateAt(end, at)).toBe(state));

  it('that is completed is never overdue', () => expect(stateAt('M1', 'M48', 'completed')).toBe('completed'));
});
