// The words of the page in the language shown. Another language is another file of the shape `Text`, named here.
import type { Text } from './text.en.js';

export type Language = 'en' | 'es';

interface KnownLanguage {
  readonly code: Language;
  /** As its speakers call it. */
  readonly name: string;
  readonly load: () => Promise<Text>;
}

/** The first is spoken where nobody asks for another. */
export const languages: readonly [KnownLanguage, ...KnownLanguage[]] = [
  { code: 'en', name: 'English', load: async () => (await import('./text.en.js')).english },
  { code: 'es', name: 'Español', load: async () => (await import('./text.es.js')).spanish },
];

/** Set before anything is drawn; changes with the language, so read it while drawing and keep no part of it. */
export let text: Text;

/** Loads the words of a language; from then on `text` holds them. */
export async function loadText(language: Language): Promise<void> {
  speak(await wordsOf(language));
}

export async function wordsOf(language: Language): Promise<Text> {
  const chosen = languages.find(({ code }) => code === language) ?? languages[0];
  return chosen.load();
}

export function speak(words: Text): void {
  text = words;
}

/** The first of the languages wanted, as tags, that is spoken here; else the first of all. */
export function languageFor(wanted: readonly (string | undefined)[]): Language {
  const codes = wanted.map((tag) => tag?.slice(0, 2).toLowerCase());
  const known = codes.flatMap((code) => languages.filter((language) => language.code === code));
  return (known[0] ?? languages[0]).code;
}
