// The words of the page in the language shown. With a second language this is the place that chooses.
import { english, type Text } from './text.en.js';

export const text: Text = english;
