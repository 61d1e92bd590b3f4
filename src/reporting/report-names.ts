// Project months and files of reports as paths name them.
import { ProblemError } from '../platform/problems.js';
import { FORMATS, type Format } from './renderers/renderer.js';

/** The ending of a file that holds all formats, the events behind them, and a signature. */
export const BUNDLE = 'zip';

/** The month and the format that a file's name asks for. Throws where there is no such report. */
export function fileAsked(file: string): { month: number; format: Format | typeof BUNDLE } {
  const [, month, format = ''] = /^[Mm]([1-9]\d{0,3})\.([a-z]{3,4})$/.exec(file) ?? [];
  if (month === undefined) throw noReport(`"${file}" is not a project month and a format.`);
  return { month: Number(month), format: format === BUNDLE ? BUNDLE : formatNamed(format, [...FORMATS, BUNDLE]) };
}

/** Throws where the format isn't one; `offered` are those that there are. */
export function formatNamed(format: string, offered: readonly string[] = FORMATS): Format {
  const known = FORMATS.find((each) => each === format);
  if (known) return known;
  throw noReport(`There is no format "${format}"; there are ${offered.join(', ')}.`);
}

/** The project month that a path names. Throws where it names none. */
export function monthNamed(text: string): number {
  const [, month] = /^[Mm]([1-9]\d{0,3})$/.exec(text) ?? [];
  if (month === undefined) {
    throw new ProblemError({ code: 'month-unknown', detail: `"${text}" is not a project month such as M24.` });
  }
  return Number(month);
}

const noReport = (detail: string): ProblemError => new ProblemError({ code: 'report-unknown', detail });
