// What a bundle holds and how it is checked, for whoever opens the archive by hand: plain text, in each of its languages.
import { textsOf } from '../build-report.js';
import type { ArchivedFile } from '../renderers/archive.js';
import type { Report } from '../report-model.js';
import type { BundledFile } from '../texts/en.js';

export const readmeName = (language: string): string => `README-${language}.txt`;

const GAP = 3;

/** `held`: what is said of each file of the bundle that is for readers of this report, by its name. */
export function readme(report: Report, held: ReadonlyMap<string, BundledFile>): ArchivedFile {
  const { title, cover, language } = report;
  const texts = textsOf(language).bundle;
  const width = Math.max(...[...held.keys()].map(({ length }) => length)) + GAP;
  const lines = [
    title,
    cover.subtitle,
    ...(cover.warning === undefined ? [] : [cover.warning]),
    '',
    texts.holds,
    '',
    ...[...held].map(([name, file]) => `  ${name.padEnd(width)}${texts.files[file]}`),
    '',
    texts.check,
    '',
    ...texts.how,
  ];
  return { name: readmeName(language), bytes: new TextEncoder().encode(lines.map((line) => `${line}\n`).join('')) };
}
