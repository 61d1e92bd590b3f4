// The organisations that an alliance has recorded, under every name that they have had.
import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { Turns } from '../../platform/turns.js';
import type { NamedOrganisation } from './likely-duplicates.js';
import type { RecordedNames } from './made-ids.js';
import { recordedPages } from './recorded-pages.js';
import { plainWord } from './words.js';

const NAMING_TYPES = ['StakeholderIdentified', 'MemberJoined', 'MemberDetailsChanged', 'MouProposed'];

/** What of an event's data names organisations: itself, or the parties of an MoU. */
interface Naming {
  readonly name?: string;
  readonly parties?: readonly { readonly partyId: string; readonly name: string }[];
}

@Injectable()
export class RecordedOrganisations {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async names(allianceId: string, turns?: Turns): Promise<RecordedNames> {
    const names = new Map<string, Set<string>>();
    for await (const { name, id } of this.named(allianceId, turns)) {
      const word = plainWord(name);
      if (id !== undefined && word !== '') names.set(id, (names.get(id) ?? new Set()).add(word));
    }
    return names;
  }

  /** In log order, one entry for each time that a name was recorded. */
  async *named(allianceId: string, turns = new Turns()): AsyncGenerator<NamedOrganisation> {
    const streamPrefixes = ['stakeholder', 'member', 'mou'].map((category) => `${category}-${allianceId}.`);
    for await (const page of recordedPages(this.store, { types: NAMING_TYPES, streamPrefixes }, turns))
      for (const { stream, data } of page) yield* namesOf(stream, data, allianceId);
  }
}

/** The organisations that an event's data names; the alliance itself is none of them. */
export function namesOf(stream: string, { name, parties }: Naming, allianceId: string): NamedOrganisation[] {
  if (name !== undefined) return [{ name, id: stream.slice(stream.indexOf('.') + 1) }];
  return (parties ?? []).flatMap((party) =>
    party.partyId === allianceId ? [] : [{ name: party.name, id: party.partyId }],
  );
}
