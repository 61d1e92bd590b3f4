// Records first-start events one append after the other as the service would, and says what it would refuse.
import { dayOf, ProjectCalendar } from '../../projections/calendar.js';
import { parseStreamName } from '../domain/categories.js';
import { eventDefinition } from '../domain/events.js';
import { judge } from '../domain/judge.js';
import { checkReference, referencedStream } from '../domain/references.js';
import { effectiveFacts } from '../domain/timeline.js';
import { checkData, checkDates, dateWindow } from '../domain/validation.js';
import type { FirstStartEvent } from './first-start-event.js';

const ALLIANCE_DAYS = { startsOn: '2022-06-15', endsOn: '2026-06-15' };

/** The appends of a list, each with its events in order. */
export function appendsOf(events: readonly FirstStartEvent[]): FirstStartEvent[][] {
  const appends: FirstStartEvent[][] = [];
  for (const event of events) {
    if (appends.at(-1)?.at(-1)?.append === event.append) appends.at(-1)?.push(event);
    else appends.push([event]);
  }
  return appends;
}

/** Everything that form, dates, references and rules would refuse, in words; empty where all can be recorded. */
export function refusals(events: readonly FirstStartEvent[]): string[] {
  const calendar = new ProjectCalendar(dayOf(ALLIANCE_DAYS.startsOn), dayOf(ALLIANCE_DAYS.endsOn));
  const streams = new Map<string, FirstStartEvent[]>();
  const held = (stream: string): FirstStartEvent[] => streams.get(stream) ?? [];
  return appendsOf(events).flatMap((append) => {
    const found = append.flatMap((event) => formFaults(event, calendar));
    for (const stream of new Set(append.map((event) => event.stream))) {
      const offered = append.filter((event) => event.stream === stream);
      const category = parseStreamName(stream)?.category;
      const refusal = category && judge(category, held(stream), offered, calendar);
      if (refusal) found.push(`${stream}: ${refusal.code}: ${refusal.detail}`);
      streams.set(stream, [...held(stream), ...offered]);
    }
    for (const event of append) {
      const allianceId = parseStreamName(event.stream)?.allianceId ?? '';
      const referenced = referencedStream(event, allianceId);
      const refusal = referenced === undefined ? undefined : checkReference(event, effectiveFacts(held(referenced)));
      if (refusal) found.push(`${event.stream}: ${refusal.code}: ${refusal.detail}`);
    }
    return found;
  });
}

function formFaults({ stream, type, data, recordedAt }: FirstStartEvent, calendar: ProjectCalendar): string[] {
  const name = parseStreamName(stream);
  const definition = eventDefinition(type);
  if (!name || !definition?.categories.includes(name.category)) return [`${stream}: ${type} doesn't belong there`];
  const checked = checkData(type, data);
  if (!checked.ok) return checked.faults.map(({ field, detail }) => `${stream}: ${type}.${field}: ${detail}`);
  const asStored = JSON.stringify(checked.data) === JSON.stringify(data) ? [] : [`${stream}: ${type} isn't normalised`];
  const recordedOn = dayOf(recordedAt.slice(0, 10));
  const dates = checkDates({ type, data: checked.data }, dateWindow(calendar, recordedOn));
  return [...asStored, ...dates.map(({ detail }) => `${stream}: ${type}: ${detail}`)];
}

export function countByType(events: readonly FirstStartEvent[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of events) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
