// What a reader has chosen for this browser: language and colours, in cookies, so that the service sends the page as it
// was chosen; and the name beside what they record, in the browser's storage: it goes out with what is recorded alone.
import { languageFor, type Language } from './text.js';

export type ColourScheme = 'system' | 'light' | 'dark';

/** Names of cookies, as the service reads them. */
const LANGUAGE = 'language';
const SCHEME = 'colours';
const YEAR_S = 365 * 24 * 60 * 60;
const ACTOR = 'alliance-kpi.actor';

/** The chosen language, else the first of the browser's that is spoken here, else English. */
export function preferredLanguage(): Language {
  return languageFor([cookie(LANGUAGE), ...navigator.languages]);
}

export function keepLanguage(language: Language): void {
  keepCookie(LANGUAGE, language);
}

export function preferredScheme(): ColourScheme {
  const kept = cookie(SCHEME);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Applies a colour scheme to the page and keeps it. */
export function keepScheme(scheme: ColourScheme): void {
  keepCookie(SCHEME, scheme);
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

function cookie(name: string): string | undefined {
  const pairs = document.cookie.split('; ').map((pair) => pair.split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

/** A browser may forbid cookies: then a choice lasts as long as the page. */
function keepCookie(name: string, value: string): void {
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR_S}; samesite=strict`;
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
