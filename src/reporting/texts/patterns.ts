// Sentences that come with the figures, in words of another language.

/** A sentence in English, and how another language says it with what the groups matched. */
export interface Pattern {
  readonly english: RegExp;
  readonly say: (...groups: string[]) => string;
}

/** The sentence in the language whose patterns these are; one that has no pattern stays as it is. */
export function translated(sentence: string, patterns: readonly Pattern[]): string {
  for (const { english, say } of patterns) {
    const match = english.exec(sentence);
    if (match) return say(...match.slice(1).map((group) => group ?? ''));
  }
  return sentence;
}
