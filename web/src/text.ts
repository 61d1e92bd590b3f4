// The words of the page in the language shown. Another language is another file of the shape `Text`, named here.
import type { Text } from './text.en.js';

export type Language = 'en' | 'es';

interface KnownLanguage {
  readonly code: Language;
  /** As its speakers call it. */
  readonly name: string;
  readonly load: () => Promise<Text>;
}

export const languages: readonly KnownLanguage[] = [
  { code: 'en', name: 'English', load: async () => (await import('./text.en.js')).english },
  { code: 'es', name: 'Español', load: async () => (await import('./text.es.js')).spanish },
];

/** Set before anything is drawn; changes with the language, so read it while drawing and keep no part of it. */
export let text: Text;

/** Loads the words of a language; from then on `text` holds them. */
export async function loadText(language: Language): Promise<void> {
  const chosen = languages.find(({ code }) => code === language);
  if (chosen) text = await chosen.load();
}
