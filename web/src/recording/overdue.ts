// Activities that are planned still although their last month has passed: a state that no fact records.
import type { Alliance, Moment } from '../api.js';
import { monthEnd, todayIn } from '../project-months.js';
import type { Card } from './recording.api.js';
import type { ThingCategory } from './fact-types.js';

/** The thing as it stands at a moment: a planned activity is overdue once its end has passed. */
export function withOverdue<T extends Card>(category: ThingCategory, card: T, alliance: Alliance, moment: Moment): T {
  const { end, status } = card;
  if (category !== 'activity' || status !== 'planned' || typeof end !== 'string') return card;
  const day = moment.at === undefined ? todayIn(alliance.timeZone) : lastDay(moment.at, alliance);
  return day > lastDay(end, alliance) ? { ...card, status: 'overdue' } : card;
}

/** Of a project month (`M24`), a month of the calendar (`2024-03`) or a date. */
function lastDay(when: string, { startsOn }: Alliance): string {
  if (when.startsWith('M')) return monthEnd(startsOn, Number(when.slice(1)));
  const [year, month, day] = when.split('-').map(Number);
  if (year === undefined || month === undefined || day !== undefined) return when;
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
