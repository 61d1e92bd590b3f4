// What a page asks first, by its address alone: its script asks for it before it draws, and the service sends it ahead.
import { allianceIdOf } from './address.js';
import { overviewQuestions } from './api.js';
import { isOverview } from './routes.js';

/** Addresses of the service for the figures that a page draws first, if it draws any. `url`: path and query. */
export function firstFigureQuestions(url: string): readonly string[] {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const allianceId = allianceIdOf(pathname);
  if (allianceId === undefined || !isOverview(pathname)) return [];
  return overviewQuestions(allianceId, {
    at: searchParams.get('at') || undefined,
    asOf: searchParams.get('asOf') || undefined,
  });
}
