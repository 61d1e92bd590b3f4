// Addresses of the dashboard: which pages there are to link to, and what the query string says of the moment looked at.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Moment } from './api.js';

/** Paths below an alliance's, each a page of the route table. */
export function allianceHref(allianceId: string, path = '', moment: Moment = {}): string {
  return `/a/${encodeURIComponent(allianceId)}${path === '' ? '' : `/${path}`}${momentQuery(moment)}`;
}

/** The lists of things below an alliance's address, by the category that a stream's name begins with. */
const THING_LISTS: Readonly<Record<string, string>> = {
  member: 'members',
  mou: 'mous',
  recommendation: 'recommendations',
  survey: 'surveys',
  activity: 'activities',
  stakeholder: 'stakeholders',
  thematicGroup: 'thematic-groups',
};

/** The page of the thing that a stream is about (`mou-lcamp.festo`), where there is one. */
export function thingHref(allianceId: string, stream: string): string | undefined {
  const [category = ''] = stream.split('-', 1);
  const list = THING_LISTS[category];
  const id = stream.slice(`${category}-${allianceId}.`.length);
  return list === undefined || id === '' ? undefined : listedHref(allianceId, list, id);
}

/** The page of a thing in a list. */
export function listedHref(allianceId: string, list: string, id: string): string {
  return allianceHref(allianceId, `${list}/${encodeURIComponent(id)}`);
}

/** `?at=M24&asOf=1523`, empty for "today, as known now". */
export function momentQuery({ at, asOf }: Moment): string {
  const query = new URLSearchParams();
  if (at !== undefined) query.set('at', at);
  if (asOf !== undefined) query.set('asOf', asOf);
  const written = query.toString();
  return written === '' ? '' : `?${written}`;
}

/** The alliance that an address is about, if any. */
export function allianceIdOf(path: string): string | undefined {
  const [, id] = /^\/(?:a|embed)\/([^/]+)/.exec(path) ?? [];
  return id === undefined ? undefined : decodeURIComponent(id);
}

/** The query string as state: read it, and change some of it (undefined takes a parameter away). */
export function useQueryState(): [
  Readonly<Record<string, string>>,
  (change: Readonly<Record<string, string | undefined>>, replace?: boolean) => void,
] {
  const { path, query, route } = useLocation();
  return [
    query,
    (change, replace = true) => {
      const next = new URLSearchParams(query);
      for (const [name, value] of Object.entries(change)) {
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
      }
      const written = next.toString();
      const kept: unknown = window.history.state;
      route(written === '' ? path : `${path}?${written}`, replace);
      // What is kept in the entry stays in it.
      if (replace) window.history.replaceState(kept, '');
    },
  ];
}

/** The moment that the address names: `at` (the day looked at) and `asOf` (what was known). */
export function useMoment(): Moment {
  const { query } = useLocation();
  return { at: query['at'] || undefined, asOf: query['asOf'] || undefined };
}

/** A drag along the time axis passes many months: the address takes only the one where it rests. */
const REST_MS = 200;

/** The moment of the address as state that moves at once; the address follows. */
export function useMomentState(): [Moment, (moment: Moment) => void] {
  const inAddress = useMoment();
  const [, change] = useQueryState();
  const latestChange = useRef(change);
  latestChange.current = change;
  const [moment, setMoment] = useState(inAddress);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (timer.current === undefined) setMoment(inAddress);
  }, [inAddress.at, inAddress.asOf]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return [
    moment,
    (next) => {
      setMoment(next);
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => {
        timer.current = undefined;
        latestChange.current({ at: next.at, asOf: next.asOf });
      }, REST_MS);
    },
  ];
}
