// Draws a page where there is no browser: the service sends it with its figures, which stand there before its script does.
import { renderToString } from 'preact-render-to-string';
import { ALLIANCES, alliancesAtHand, drawWith, type Answers } from './api.js';
import { firstFigureQuestions } from './first-questions.js';
import { App } from './shell/app.js';
import { languageFor, speak, wordsOf, type Language } from './text.js';
import { beginIds } from './use-unique-id.js';

export { languageFor };

/** What the page at an address (path and query) asks first, as addresses of the service. */
export function questionsOf(url: string): readonly string[] {
  return [ALLIANCES, ...firstFigureQuestions(url)];
}

/** The page at an address as HTML, with the answers to its questions; '' where it shows no figures, and isn't drawn ahead. */
export async function draw(url: string, language: Language, answers: Answers): Promise<string> {
  if (firstFigureQuestions(url).length === 0) return '';
  const words = await wordsOf(language);
  // In one go from here on: the words and the answers are those of whichever page is drawn.
  speak(words);
  beginIds();
  return drawWith(answers, () => renderToString(<App alliances={alliancesAtHand()} url={url} />));
}
