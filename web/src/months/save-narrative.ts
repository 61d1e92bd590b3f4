// Saves a text unless someone else has saved another one meanwhile. Another section's text is nobody's conflict.
import { ApiProblem, get, send } from '../api.js';
import { monthPath, type MonthOverview } from './months.model.js';

export interface TextToSave {
  readonly allianceId: string;
  readonly month: number;
  readonly section: string;
  readonly language: string;
  readonly text: string;
  /** The saved text that it is to take the place of. */
  readonly base: string;
  /** ISO date. */
  readonly writtenOn: string;
  readonly idempotencyKey: string;
}

export type Saved =
  | { readonly kind: 'saved' }
  /** The text that someone else has saved, and the month as it is now. */
  | { readonly kind: 'conflict'; readonly theirs: string; readonly month: MonthOverview };

/** How often another section may be saved between reading and writing before it is given up. */
const ATTEMPTS = 5;
const STALE = 412;

/** Throws ApiProblem where it is refused for another reason. */
export async function saveNarrative(asked: TextToSave): Promise<Saved> {
  const { allianceId, section, language, text, writtenOn, idempotencyKey } = asked;
  for (let attempt = 1; ; attempt++) {
    const month = await get<MonthOverview>(monthPath(allianceId, asked.month));
    const theirs = savedText(month, section, language);
    // The very text may have been saved before, though no answer came.
    if (theirs !== asked.base) return theirs === text ? { kind: 'saved' } : { kind: 'conflict', theirs, month };
    try {
      const body = { section, language, text, writtenOn };
      const options = { idempotencyKey, ifMatch: month.revision };
      await send(`${monthPath(allianceId, asked.month)}/narratives`, body, options);
      return { kind: 'saved' };
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== STALE || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Empty where nothing is written. */
export function savedText(month: MonthOverview, section: string, language: string): string {
  return month.narratives.find((each) => each.section === section && each.language === language)?.text ?? '';
}
