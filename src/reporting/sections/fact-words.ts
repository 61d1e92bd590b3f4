// Facts in words: what happened, and with whom.
import { timeZoneOf } from '../../domain/alliance/alliance.events.js';
import { parseStreamName } from '../../domain/categories.js';
import { effectiveDayOf, eventDefinition } from '../../domain/events.js';
import type { ValueReported } from '../../domain/measurement/measurement.events.js';
import { dayInZone, isoDate } from '../../../projections/calendar.js';
import { cardOf, type Card, type ThingCategory } from '../../queries/things/cards.js';
import type { AllianceEvent } from '../alliance-event.js';
import { indicatorOf, unitOn, type ReportContext } from '../report-context.js';
import type { Cell } from '../report-model.js';
import { textCell } from '../wording.js';

type Data = Readonly<Record<string, unknown>>;

/** What an event is about: an organisation, a title, with what tells it from others. Not for the public. */
export function aboutFact(event: AllianceEvent, context: ReportContext): string {
  const data = event.data as Data;
  const card = cardAround(event, context);
  const { texts, words } = context;
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const parts = (...values: (string | undefined)[]): string =>
    values.filter((value): value is string => value !== undefined && value !== '').join(', ');
  switch (parseStreamName(event.stream)?.category) {
    case 'member':
      return parts(text(card['name']), categoryName(card['category'], context), countryName(card['country'], context));
    case 'mou':
      return parts(text(card['title']), partiesOf(card, context));
    case 'recommendation':
      return parts(text(card['title']), texts.list((card['audience'] as string[] | undefined) ?? []));
    case 'survey':
    case 'activity':
    case 'thematicGroup':
      return parts(text(card['title']));
    case 'stakeholder':
      return parts(text(card['name']));
    case 'platform':
      return parts(text(data['version']));
    case 'measurement':
      return parts(
        text(data['indicatorId']),
        words.recorded(data['value'] as number | boolean, unitOf(event, context)),
        text(data['note']),
      );
    case 'alliance':
      return parts(text(data['journal']) ?? text(data['name']), text(data['reference']));
    case 'framework':
      return parts(text(data['indicatorId']), text(data['reason']));
    default:
      return parts(text(data['section']), text(data['reason']));
  }
}

/** The unit in which a value was reported: that of its own day. */
function unitOf(event: AllianceEvent, context: ReportContext): string {
  const { indicatorId: id, measuredOn } = event.data as ValueReported;
  return unitOn(context, { id, unit: indicatorOf(context, id)?.unit ?? 'number' }, measuredOn);
}

/** The address that belongs to a fact, where it has one. */
export function linkOf({ data }: AllianceEvent): string | undefined {
  return (data as { url?: string }).url;
}

/** The documents that prove a fact. */
export function evidenceCell(event: AllianceEvent, { alliance, words, texts }: ReportContext): Cell {
  const documents = alliance.documents(event);
  const inWords = documents.map(({ title, url }) => (url === undefined ? title : `${title} (${url})`));
  const [only] = documents;
  return documents.length === 1 && only?.url !== undefined
    ? textCell(only.title, only.url)
    : words.stated(texts.list(inWords));
}

/** The effective date of an event; of a retraction there is none. */
export function effectiveDate(event: AllianceEvent): string | undefined {
  return eventDefinition(event.type)?.effectiveField === undefined ? undefined : isoDate(effectiveDayOf(event));
}

/** The day on which it was recorded, where the alliance is: as effective dates are. */
export const recordedDate = ({ recordedAt }: AllianceEvent, { view }: ReportContext): string =>
  isoDate(dayInZone(recordedAt, timeZoneOf(view.profile)));

export function categoryName(category: unknown, { texts }: ReportContext): string | undefined {
  return texts.category[category as keyof ReportContext['texts']['category']];
}

const countryName = (code: unknown, { words }: ReportContext): string | undefined =>
  typeof code === 'string' ? words.country(code) : undefined;

const THINGS = new Set<string>([
  'member',
  'mou',
  'recommendation',
  'survey',
  'activity',
  'stakeholder',
  'thematicGroup',
]);

/**
 * The thing that an event belongs to, as it is on the report's day. What was taken back, or is of a later day, says for
 * itself what it said.
 */
function cardAround({ stream, number, data }: AllianceEvent, { alliance, at }: ReportContext): Card {
  const category = parseStreamName(stream)?.category ?? '';
  if (!THINGS.has(category)) return {};
  const known = alliance.facts(stream, at);
  const card =
    cardOf(category as ThingCategory, known, at) ??
    cardOf(category as ThingCategory, alliance.facts(stream, Infinity), at);
  const isAmongFacts = known.some(({ event }) => event.number === number);
  return card && isAmongFacts ? card : { ...card, ...(data as Card) };
}

/** The other parties of a memorandum. */
function partiesOf(card: Card, { alliance, texts }: ReportContext): string {
  const parties = (card['parties'] as { partyId: string; name: string }[] | undefined) ?? [];
  return texts.list(parties.filter(({ partyId }) => partyId !== alliance.allianceId).map(({ name }) => name));
}
