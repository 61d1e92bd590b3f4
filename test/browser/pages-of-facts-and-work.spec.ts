// The other half of the pages, in every look (in full runs) or one of two.
import { everyPage, FACTS_AND_WORK } from './every-page.fixture.js';

everyPage('Every page of further facts and of work', FACTS_AND_WORK);
