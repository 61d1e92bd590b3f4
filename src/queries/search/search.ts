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

/** A thing with what is looked at when it is looked for. */
export interface Searchable {
  readonly thing: Named;
  readonly id: string;
  readonly name: string;
  readonly words: readonly string[];
}

/** Things made ready to be looked through, in the order of their names. */
export function searchable(things: readonly Named[]): Searchable[] {
  return things
    .map((thing): Searchable => {
      const [id, name] = [thing.id.toLowerCase(), plain(thing.name)];
      return { thing, id, name, words: [...wordsOf(name), ...wordsOf(id), id] };
    })
    .sort((a, b) => collator.compare(a.thing.name, b.thing.name));
}

/** Those that match, names that begin with what is asked before others, then by name. */
export function found(asked: string, things: readonly Searchable[]): Named[] {
  const words = wordsOf(plain(asked));
  const [first] = words;
  if (first === undefined) return [];
  const matches = things.filter((each) => words.every((word) => each.words.some((one) => one.startsWith(word))));
  const begins = ({ id, name }: Searchable): boolean => name.startsWith(first) || id === first;
  return [...matches.filter(begins), ...matches.filter((each) => !begins(each))].map(({ thing }) => thing);
}

const collator = new Intl.Collator('en', { numeric: true });

/** Of text without accents and capitals. */
function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
