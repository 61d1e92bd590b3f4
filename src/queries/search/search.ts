// Finds things by their names: every word that is asked for must begin a word of the name or id. Accents and case don't matter.

export type FoundKind =
  'organisation' | 'mou' | 'recommendation' | 'survey' | 'activity' | 'thematicGroup' | 'indicator' | 'milestone';

/** What an organisation is to the alliance. */
export type OrganisationRole = 'member' | 'formerMember' | 'stakeholder' | 'party';

export interface Named {
  readonly kind: FoundKind;
  readonly id: string;
  readonly name: string;
  /** Of organisations only. */
  readonly roles?: readonly OrganisationRole[];
}

/** Those that match, names that begin with what is asked before others, then by name. */
export function found(asked: string, things: readonly Named[]): Named[] {
  const words = wordsOf(asked);
  if (words.length === 0) return [];
  const [first = ''] = words;
  return things
    .filter(({ name, id }) => {
      const named = [...wordsOf(name), ...wordsOf(id), id.toLowerCase()];
      return words.every((word) => named.some((each) => each.startsWith(word)));
    })
    .map((thing) => ({ thing, begins: plain(thing.name).startsWith(first) || thing.id.toLowerCase() === first }))
    .sort((a, b) => Number(b.begins) - Number(a.begins) || collator.compare(a.thing.name, b.thing.name))
    .map(({ thing }) => thing);
}

const collator = new Intl.Collator('en', { numeric: true });

function wordsOf(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
