// Starts the page: colours and language as chosen, then the shell. What the first drawing needs is asked for at once.
import { render } from 'preact';
import { allianceIdOf } from './address.js';
import { askEarly, getAlliances, pathOf } from './api.js';
import { applyScheme, preferredLanguage, preferredScheme } from './preferences.js';
import { routeOf } from './routes.js';
import { App } from './shell/app.js';
import { loadText, text } from './text.js';
import { printInLight } from './theme.js';
import './theme.css';

/** A service that takes longer is waited for with the shell in sight. */
const FIRST_ANSWER_MS = 2_000;

applyScheme(preferredScheme());
printInLight();
const { pathname, search } = window.location;
const route = routeOf(pathname);
void route?.page.preload?.();
askFigures();
// Where they can't be had, the shell asks again and says why.
const [alliances] = await Promise.all([
  getAlliances(AbortSignal.timeout(FIRST_ANSWER_MS)).catch(() => undefined),
  loadText(preferredLanguage()),
]);
document.documentElement.lang = text.language;
const root = document.getElementById('app');
if (root) render(<App alliances={alliances} />, root);

/** The overview shows these first. */
function askFigures(): void {
  const allianceId = allianceIdOf(pathname);
  if (allianceId === undefined || route?.path !== '/a/:allianceId') return;
  const query = new URLSearchParams(search);
  const moment = { at: query.get('at') || undefined, asOf: query.get('asOf') || undefined };
  for (const what of ['indicators', 'milestones']) askEarly(`${pathOf(allianceId)}/${what}`, moment);
}
