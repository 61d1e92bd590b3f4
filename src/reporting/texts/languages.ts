// The languages in which reports can be had.
import { en, type ReportTexts } from './en.js';
import { es } from './es.js';

export const LANGUAGES: ReadonlyMap<string, ReportTexts> = new Map([en, es].map((texts) => [texts.language, texts]));
