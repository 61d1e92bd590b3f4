// Names of organisations that are about to be recorded, held against those that are: likely the same under another id.
import { Injectable } from '@nestjs/common';
import {
  coreOf,
  isOneApart,
  likelyDuplicates,
  type LikelyDuplicate,
} from '../../ingestion/spreadsheets/likely-duplicates.js';
import { namesOf, RecordedOrganisations } from '../../ingestion/spreadsheets/recorded-organisations.js';
import { plainWord } from '../../ingestion/spreadsheets/words.js';
import { Turns } from '../../platform/turns.js';

export interface AlikeNames {
  /** As it is about to be recorded. */
  readonly name: string;
  readonly id: string;
  /** Recorded organisations that are likely the same. */
  readonly like: readonly { readonly name: string; readonly id: string }[];
  readonly why: LikelyDuplicate['why'] | 'sameName';
}

const NAMING = new Set(['StakeholderIdentified', 'MemberJoined', 'MemberDetailsChanged', 'MouProposed']);

@Injectable()
export class NameCheck {
  constructor(private readonly organisations: RecordedOrganisations) {}

  /** For the facts that name organisations; one id is one organisation, so that names under the same id are fine. */
  async alike(
    allianceId: string,
    facts: readonly { readonly stream: string; readonly type: string; readonly data: unknown }[],
  ): Promise<AlikeNames[]> {
    const named = facts
      .filter(({ type }) => NAMING.has(type))
      .flatMap(({ stream, data }) => organisationsIn(stream, data, allianceId));
    if (named.length === 0) return [];
    // Their words are looked at once: there may be thousands of either.
    const recorded: Recorded[] = [];
    for await (const { name, id } of this.organisations.named(allianceId))
      if (id !== undefined) recorded.push({ name, id, ...wordsOf(name) });
    const alike: AlikeNames[] = [];
    const turns = new Turns();
    for (const each of named) {
      if (turns.isOver) await turns.next();
      alike.push(...(await alikeIn(recorded, each)));
    }
    return alike;
  }
}

interface Recorded {
  readonly name: string;
  readonly id: string;
  readonly word: string;
  readonly core: string;
}

function wordsOf(name: string): Pick<Recorded, 'word' | 'core'> {
  const word = plainWord(name);
  return { word, core: coreOf(word) };
}

/** Those recorded that are likely the same as one that is about to be. */
async function alikeIn(
  recorded: readonly Recorded[],
  { name, id }: { readonly name: string; readonly id: string },
): Promise<AlikeNames[]> {
  const { word, core } = wordsOf(name);
  const near = recorded.filter((each) => each.id !== id && isOneApart(each.core, core));
  const same = near.filter((each) => each.word === word);
  if (same.length > 0) return [{ name, id, like: onePerId(same), why: 'sameName' }];
  if (near.length === 0) return [];
  return (await likelyDuplicates([...near, { name, row: 0 }])).map(({ organisations, why }) => ({
    ...{ name, id, why },
    like: onePerId(organisations.flatMap((each) => (each.id === undefined ? [] : [{ ...each, id: each.id }]))),
  }));
}

/** The data may be of any form: it is only about to be checked. */
function organisationsIn(stream: string, data: unknown, allianceId: string): { name: string; id: string }[] {
  const { name, parties } = data as { name?: unknown; parties?: unknown };
  const naming = {
    ...(typeof name === 'string' ? { name } : {}),
    parties: Array.isArray(parties) ? (parties as unknown[]).filter(isParty) : [],
  };
  return namesOf(stream, naming, allianceId).flatMap(({ name, id = '' }) => (name.trim() === '' ? [] : [{ name, id }]));
}

function isParty(party: unknown): party is { readonly partyId: string; readonly name: string } {
  const { partyId, name } = (party ?? {}) as { partyId?: unknown; name?: unknown };
  return typeof partyId === 'string' && typeof name === 'string';
}

function onePerId(all: readonly { readonly name: string; readonly id: string }[]): { name: string; id: string }[] {
  return [...new Map(all.map(({ name, id }) => [id, { name, id }])).values()];
}
