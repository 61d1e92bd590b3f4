// Starts the page: colours and language as chosen, then the shell.
import { render } from 'preact';
import { applyScheme, preferredLanguage, preferredScheme } from './preferences.js';
import { routeOf } from './routes.js';
import { App } from './shell/app.js';
import { loadText, text } from './text.js';
import { printInLight } from './theme.js';
import './theme.css';

applyScheme(preferredScheme());
printInLight();
// The page of this address is fetched while the words are.
void routeOf(window.location.pathname)?.page.preload?.();
await loadText(preferredLanguage());
document.documentElement.lang = text.language;
const root = document.getElementById('app');
if (root) render(<App />, root);
