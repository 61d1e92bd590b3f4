// The dashboard's page as it is sent: with the answers to what it asks first, and drawn with them where it shows figures, so
// that these stand there before its script does. The dashboard's own build holds the module that draws it.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Logger } from '@nestjs/common';

/** What that module exports (`web/src/first-page.tsx`). */
interface Drawing {
  /** What the page at an address asks first. */
  questionsOf(url: string): readonly string[];
  languageFor(wanted: readonly (string | undefined)[]): string;
  /** '' where the page isn't drawn ahead. */
  draw(url: string, language: string, answers: Answers): Promise<string>;
}

type Answers = Readonly<Record<string, unknown>>;

interface Build {
  readonly page: string;
  /** The file of each language's words, by the language. */
  readonly words: ReadonlyMap<string, string>;
  readonly drawing: Drawing;
}

/** What a request says of its reader. */
export interface Reader {
  /** Path and query. */
  readonly url: string;
  /** Tags, the most wanted first. */
  readonly languages: readonly (string | undefined)[];
  /** `light` or `dark` where that was chosen. */
  readonly colours: string | undefined;
}

export interface FirstPage {
  readonly html: string;
  /** The file of words that it is drawn with. */
  readonly words: string;
}

/** The service's own answer to a question, as JSON; undefined where that is no success. */
export type Ask = (url: string) => Promise<unknown>;

const PAGE = 'index.html';
const MODULE = 'first-page.js';
const PLACE = '<div id="app"></div>';
const COLOURS = ['light', 'dark'];

export class FirstPages {
  private readonly logger = new Logger('dashboard');
  private last: { readonly builtAt: string; readonly build: Promise<Build> } | undefined;

  /** `folder`: where the build stands; that of the module is beside it. */
  constructor(private readonly folder: string) {}

  async pageFor({ url, languages, colours }: Reader, ask: Ask): Promise<FirstPage> {
    const { page, words, drawing } = await this.lastBuild();
    const language = drawing.languageFor(languages);
    const answers = await answersTo(drawing.questionsOf(url), ask);
    const drawn = answers ? await this.drawn(() => drawing.draw(url, language, answers)) : '';
    const theme = COLOURS.find((each) => each === colours);
    const html = page
      .replace('lang="en"', `lang="${language}"${theme ? ` data-theme="${theme}"` : ''}`)
      .replace(PLACE, () => `<div id="app">${drawn}</div>${answers ? dataBlock(answers) : ''}`);
    return { html, words: words.get(language) ?? '' };
  }

  /** What can't be drawn here, the page tries to draw itself, and says what is wrong. */
  private async drawn(draw: () => Promise<string>): Promise<string> {
    try {
      return await draw();
    } catch (error) {
      this.logger.error('A page could not be drawn ahead.', error);
      return '';
    }
  }

  /** A page that is built anew while the service runs has another module too. */
  private lastBuild(): Promise<Build> {
    const files = [join(this.folder, PAGE), join(`${this.folder}-drawing`, MODULE)];
    const builtAt = files.map((file) => statSync(file).mtimeMs).join('-');
    if (this.last?.builtAt !== builtAt) this.last = { builtAt, build: load(this.folder, builtAt) };
    return this.last.build;
  }
}

async function load(folder: string, builtAt: string): Promise<Build> {
  // The same address would give the module that was loaded before.
  const module = `${pathToFileURL(join(`${folder}-drawing`, MODULE)).href}?${builtAt}`;
  return {
    page: readFileSync(join(folder, PAGE), 'utf8'),
    words: filesOfWords(folder),
    drawing: (await import(module)) as Drawing,
  };
}

function filesOfWords(folder: string): ReadonlyMap<string, string> {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, { file: string }>;
  return new Map(
    Object.entries(manifest).flatMap(([source, { file }]) => {
      const [, language] = /^src\/text\.([a-z]{2})\.ts$/.exec(source) ?? [];
      return language === undefined ? [] : [[language, `/${file}`]];
    }),
  );
}

/** All answers, or none: where one can't be had, the page asks itself and says why. */
async function answersTo(questions: readonly string[], ask: Ask): Promise<Answers | undefined> {
  const answers = await Promise.all(questions.map(ask));
  return answers.includes(undefined) ? undefined : Object.fromEntries(questions.map((url, i) => [url, answers[i]]));
}

/** Read by the page's script; nothing in it can end the element. */
function dataBlock(answers: Answers): string {
  return `<script type="application/json" id="answers">${JSON.stringify(answers).replaceAll('<', '\\u003c')}</script>`;
}
