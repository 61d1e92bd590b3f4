// The first half of the pages, in every look (in full runs) or one of two.
import { everyPage, FIGURES_AND_FACTS } from './every-page.fixture.js';

everyPage('Every page of figures and facts', FIGURES_AND_FACTS);
