// Starts the page: colours and language as chosen, then the shell. What is drawn first comes with the page, or is asked for at once.
import { hydrate, render } from 'preact';
import { askEarly, drawWith, getAlliances, takeEarly, type Answers } from './api.js';
import { drawn, drawnAndIdle } from './drawn.js';
import { keepEarlyEvents } from './early-events.js';
import { firstFigureQuestions } from './first-questions.js';
import { keepScrolling } from './history-entry.js';
import { keepFocus } from './kept-focus.js';
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
const answers = answersOfPage();
const place = document.getElementById('app') ?? document.body;
const endEarlyEvents = keepEarlyEvents();
keepFocus();
keepScrolling();
// The service has drawn the page: its figures are to be seen before its script takes it over.
if (place.hasChildNodes()) await drawnAndIdle();
void routeOf(pathname)?.page.preload?.();
if (answers) takeEarly(answers);
else firstFigureQuestions(pathname + search).forEach(askEarly);
// Where they can't be had, the shell asks again and says why.
const [alliances] = await Promise.all([
  getAlliances(AbortSignal.timeout(FIRST_ANSWER_MS)).catch(() => undefined),
  loadText(preferredLanguage()),
]);
const page = <App alliances={alliances} />;
const isDrawn = place.hasChildNodes() && document.documentElement.lang === text.language;
document.documentElement.lang = text.language;
// What was drawn in other words than the reader's is drawn anew.
if (!isDrawn) place.replaceChildren();
const doAgain = endEarlyEvents();
drawWith(answers ?? {}, () => (isDrawn ? hydrate : render)(page, place));
// Effects listen from the next frame on.
void drawn().then(doAgain);

/** The answers that the service has sent with the page. */
function answersOfPage(): Answers | undefined {
  const written = document.getElementById('answers')?.textContent;
  return written ? (JSON.parse(written) as Answers) : undefined;
}
