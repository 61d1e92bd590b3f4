// The things that an alliance has recorded, under every title that they have had.
import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import type { Turns } from '../../platform/turns.js';
import { TITLED, type Titled } from './kinds/kind.js';
import type { RecordedNames } from './made-ids.js';
import { recordedPages } from './recorded-pages.js';
import { plainWord } from './words.js';

export type RecordedTitlesOf = Readonly<Record<Titled, RecordedNames>>;

const CATEGORIES = Object.keys(TITLED) as Titled[];
const TYPES = CATEGORIES.map((category) => TITLED[category].type);

@Injectable()
export class RecordedTitles {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async names(allianceId: string, turns: Turns): Promise<RecordedTitlesOf> {
    const names: Record<Titled, Map<string, Set<string>>> = {
      recommendation: new Map(),
      activity: new Map(),
      thematicGroup: new Map(),
    };
    const streamPrefixes = CATEGORIES.map((category) => `${category}-${allianceId}.`);
    for await (const page of recordedPages(this.store, { types: TYPES, streamPrefixes }, turns)) {
      for (const { stream, type, data } of page) {
        const category = CATEGORIES.find((each) => TITLED[each].type === type) as Titled;
        const [ids, id] = [names[category], stream.slice(stream.indexOf('.') + 1)];
        const word = plainWord(TITLED[category].nameOf(data));
        if (word !== '') ids.set(id, (ids.get(id) ?? new Set()).add(word));
      }
    }
    return names;
  }
}
