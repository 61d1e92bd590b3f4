// The things that an alliance has recorded, under every title that they have had.
import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import type { Turns } from '../../platform/turns.js';
import { TITLED, type Titled } from './kinds/kind.js';
import type { RecordedNames } from './made-ids.js';
import { plainWord } from './words.js';

export type RecordedTitlesOf = Readonly<Record<Titled, RecordedNames>>;

const PAGE = 1_000;

@Injectable()
export class RecordedTitles {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async names(allianceId: string, turns: Turns): Promise<RecordedTitlesOf> {
    return {
      recommendation: await this.titlesOf('recommendation', allianceId, turns),
      activity: await this.titlesOf('activity', allianceId, turns),
      thematicGroup: await this.titlesOf('thematicGroup', allianceId, turns),
    };
  }

  private async titlesOf(category: Titled, allianceId: string, turns: Turns): Promise<Map<string, Set<string>>> {
    const { type, nameOf } = TITLED[category];
    const prefix = `${category}-${allianceId}.`;
    const titles = new Map<string, Set<string>>();
    for (let after = 0n; ;) {
      const page = await this.store.readAll(after, PAGE, { types: [type], streamPrefixes: [prefix] });
      for (const { stream, data } of page) {
        const [id, word] = [stream.slice(prefix.length), plainWord(nameOf(data))];
        if (word !== '') titles.set(id, (titles.get(id) ?? new Set()).add(word));
      }
      const last = page.at(-1);
      if (!last || page.length < PAGE) return titles;
      after = last.position;
      if (turns.isOver) await turns.next();
    }
  }
}
