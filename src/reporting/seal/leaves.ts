// The leaves of the Merkle tree: for each event what the public may see of it, and a commitment to the whole. A bundle
// for the public holds exactly these, so that its root is the one that was sealed, and tells no party of a memorandum.
import * as crypto from 'node:crypto';
import { parseStreamName, type StreamName } from '../../domain/categories.js';
import { canonicalJson } from '../../event-store/canonical-json.js';
import type { MouProposed } from '../../domain/mou/mou.events.js';
import { correctedBy } from '../../domain/timeline.js';
import { bundledEvent, type AllianceEvent } from '../alliance-event.js';
import { leafHash } from './merkle.js';

/** What the public may see of an event. Streams and events are told apart by numbers, parties by salted hashes. */
export interface PublicEvent {
  readonly number: number;
  /** Its category, and the number of the stream's first event: `mou.57`. */
  readonly stream: string;
  readonly type: string;
  /** Number of the event that it corrects. */
  readonly corrects?: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Leaf {
  /** SHA-256 over the whole event in canonical form. Its random ids keep it from being guessed. */
  readonly commitment: string;
  /** null where the public sees nothing: answers, narratives, contacts. */
  readonly event: PublicEvent | null;
}

/** An alliance's events as they are sealed, in the order of their numbers. */
export interface SealedEvents {
  /** Each whole event in canonical form: the lines of a bundle's `events.ndjson`. */
  readonly texts: readonly string[];
  /** Each leaf in canonical form: what a bundle for the public holds in their place. */
  readonly leaves: readonly string[];
  readonly hashes: readonly Buffer[];
}

export function sealedEvents(events: readonly AllianceEvent[]): SealedEvents {
  const streams = new Map<string, StreamSeen>();
  const confidential = confidentiality(events);
  const sealed: { texts: string[]; leaves: string[]; hashes: Buffer[] } = { texts: [], leaves: [], hashes: [] };
  for (const event of events) {
    const text = canonicalJson(bundledEvent(event));
    const leaf: Leaf = {
      commitment: crypto.hash('sha256', text, 'hex'),
      event: publicEvent(event, seenIn(streams, event, text, confidential.get(event.stream) ?? true)),
    };
    const leafText = canonicalJson(leaf);
    sealed.texts.push(text);
    sealed.leaves.push(leafText);
    sealed.hashes.push(leafHash(leafText));
  }
  return sealed;
}

/** What is known of an event's stream, with the event itself. */
function seenIn(
  streams: Map<string, StreamSeen>,
  event: AllianceEvent,
  text: string,
  confidential: boolean,
): StreamSeen {
  let stream = streams.get(event.stream);
  if (!stream) {
    // Known to whoever has the whole first event, and to nobody else.
    const salt = crypto.hash('sha256', `salt\n${text}`, 'hex');
    streams.set(event.stream, (stream = { first: event.number, salt, numbers: new Map(), confidential }));
  }
  stream.numbers.set(event.eventId, event.number);
  return stream;
}

/** By stream, whether a memorandum is confidential: as the newest of these proposals says, for all its events. */
function confidentiality(events: readonly AllianceEvent[]): ReadonlyMap<string, boolean> {
  return new Map(
    events.flatMap(({ type, stream, data }): [string, boolean][] =>
      type === 'MouProposed' ? [[stream, (data as MouProposed).confidential ?? true]] : [],
    ),
  );
}

interface StreamSeen {
  readonly first: number;
  readonly salt: string;
  readonly numbers: Map<string, number>;
  readonly confidential: boolean;
}

type Data = Readonly<Record<string, unknown>>;

function publicEvent(event: AllianceEvent, seen: StreamSeen): PublicEvent | null {
  const { number, type, stream } = event;
  const name = parseStreamName(stream);
  if (!name) return null;
  const data = publicData(event, name, seen);
  if (!data) return null;
  const corrects = correctedBy(event.metadata);
  const corrected = corrects === undefined ? undefined : seen.numbers.get(corrects);
  return {
    number,
    stream: `${name.category}.${seen.first}`,
    type,
    ...(corrected === undefined ? {} : { corrects: corrected }),
    data,
  };
}

/** Fields of the data that the public may see, by category; what isn't listed isn't shown. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  alliance: [
    'name',
    'acronym',
    'startsOn',
    'endsOn',
    'coordinator',
    'timeZone',
    'grant',
    'grantAgreement',
    'publishedOn',
  ],
  framework: ['adoptedOn', 'framework', 'indicatorId', 'value', 'month', 'date', 'revisedOn'],
  member: ['category', 'agentType', 'joinedOn', 'changedOn', 'leftOn'],
  mou: ['proposedOn', 'signedOn', 'expiresOn', 'agreedOn', 'terminatedOn', 'withdrawnOn'],
  recommendation: [
    'recommendationId',
    'title',
    'audience',
    'publishedOn',
    'edition',
    'revisedOn',
    'withdrawnOn',
    'url',
  ],
  survey: ['surveyId', 'openedOn', 'closesOn', 'closedOn'],
  platform: ['version', 'releasedOn'],
  activity: [
    'activityId',
    'workPackage',
    'title',
    'start',
    'end',
    'plannedOn',
    'revisedOn',
    'completedOn',
    'cancelledOn',
  ],
  measurement: ['indicatorId', 'value', 'measuredOn'],
};

function publicData(
  { type, data }: AllianceEvent,
  { category, allianceId }: StreamName,
  seen: StreamSeen,
): Data | undefined {
  const shown = SHOWN[category];
  if (!shown || type === 'EvidenceAdded') return undefined;
  if (type === 'EventRetracted') {
    const number = seen.numbers.get((data as { eventId: string }).eventId);
    return number === undefined ? {} : { event: number };
  }
  const visible = Object.fromEntries(Object.entries(data).filter(([field]) => shown.includes(field)));
  return category === 'mou' ? { ...visible, ...partiesIn(data, allianceId, seen) } : visible;
}

/** The parties of a memorandum: by their ids where it isn't confidential, else by salted hashes, but the Alliance. */
function partiesIn(data: object, allianceId: string, { salt, confidential }: StreamSeen): Data {
  const shown = (partyId: string): string =>
    !confidential || partyId === allianceId ? partyId : crypto.hash('sha256', `${salt}\n${partyId}`, 'hex');
  const { parties, partyId, byPartyId } = data as {
    parties?: readonly { partyId: string }[];
    partyId?: string;
    byPartyId?: string;
  };
  return {
    ...(parties ? { parties: parties.map((party) => ({ partyId: shown(party.partyId) })) } : {}),
    ...(partyId === undefined ? {} : { partyId: shown(partyId) }),
    ...(byPartyId === undefined ? {} : { byPartyId: shown(byPartyId) }),
  };
}
