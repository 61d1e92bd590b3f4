// Starts the page.
import { render } from 'preact';
import { App } from './components/app.js';
import { text } from './text.js';
import './theme.css';

document.documentElement.lang = text.language;
const root = document.getElementById('app');
if (root) render(<App />, root);
