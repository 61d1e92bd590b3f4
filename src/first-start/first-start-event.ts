// An event that is recorded on the first start with an empty data folder, and how such events get their ids.
import { uuidOfName } from '../platform/name-uuid.js';

export interface FirstStartEvent {
  readonly stream: string;
  readonly type: string;
  /** The same on every start and every machine, so that a repeated first start finds its events stored already. */
  readonly eventId: string;
  readonly data: object;
  /** The event that this one corrects; its retraction stands directly before it in the same append. */
  readonly corrects?: string;
  /** When it was recorded: RFC 3339 in UTC; never decreases over a list. */
  readonly recordedAt: string;
  /** Events with the same number, which lie next to each other, are one append. */
  readonly append: number;
}

/** The source of the events that the annual plan's lists make. */
export const PLAN_SOURCE = 'urn:alliance-kpi:annual-plan';

const NAMESPACE = '6f1c9a52-3d0e-5b7a-9c4e-2a8d1f60b7c3';

/** The id of the event that `place` tells apart among those of its stream and type. */
export function eventIdFor(stream: string, type: string, place: number): string {
  return uuidOfName(`${stream}/${type}/${place}`, NAMESPACE);
}
