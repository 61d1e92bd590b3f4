// What a reader has chosen for this browser: language, colours, and the name beside what they record. Kept in its storage; only the
// name leaves it, with what is recorded.
import { languages, type Language } from './text.js';

export type ColourScheme = 'system' | 'light' | 'dark';

const LANGUAGE = 'alliance-kpi.language';
const SCHEME = 'alliance-kpi.colours';
const ACTOR = 'alliance-kpi.actor';

/** The chosen language, else the first of the browser's that is spoken here, else English. */
export function preferredLanguage(): Language {
  const wanted = [read(LANGUAGE), ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase());
  const known = wanted.flatMap((tag) => languages.filter(({ code }) => code === tag));
  return known[0]?.code ?? 'en';
}

export function keepLanguage(language: Language): void {
  write(LANGUAGE, language);
}

export function preferredScheme(): ColourScheme {
  const kept = read(SCHEME);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Applies a colour scheme to the page and keeps it. */
export function keepScheme(scheme: ColourScheme): void {
  write(SCHEME, scheme);
  applyScheme(scheme);
}

export function applyScheme(scheme: ColourScheme): void {
  const { dataset } = document.documentElement;
  if (scheme === 'system') delete dataset['theme'];
  else dataset['theme'] = scheme;
}

/** Who records something, as they call themselves; empty: not said. Nobody verifies it. */
export function keptActor(): string {
  return read(ACTOR) ?? '';
}

export function keepActor(name: string): void {
  write(ACTOR, name.trim());
}

/** A browser may forbid storage: then a choice lasts as long as the page. */
function read(key: string): string | undefined {
  try {
    return window.localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // Kept for this page only.
  }
}
