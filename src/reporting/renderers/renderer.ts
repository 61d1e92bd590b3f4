// What a format must give: bytes from a report, always the same ones. Every format stands beside the others here.
import type { Report } from '../report-model.js';

/** In the order in which a bundle holds them. Their renderers are heavy: only the thread that builds reports loads them. */
export const FORMATS = ['json', 'csv', 'xlsx', 'ods', 'docx', 'pdf'] as const;
export type Format = (typeof FORMATS)[number];

/** What the installation adds to a document. It is no fact, but it changes bytes, so a bundle holds it too. */
export interface Assets {
  /** The emblem of the European Union as its own file: nothing is drawn without it. */
  readonly emblem?: { readonly mediaType: 'image/png' | 'image/svg+xml'; readonly bytes: Uint8Array };
}

/**
 * Turns a report into a file. The same report and assets give the same bytes on every machine, in every time zone and
 * locale, and years later: no clock, no chance, no locale of the machine; dates inside a file are `FILE_DATE`.
 */
export interface Renderer {
  readonly format: Format;
  /** What comes after the report's name: `.pdf`, `.csv.zip`. */
  readonly extension: string;
  readonly mediaType: string;
  render(report: Report, assets: Assets): Uint8Array | Promise<Uint8Array>;
}

/** The date of everything inside an archive, in the local time that archives keep: the first that ZIP knows. */
export const FILE_DATE = new Date(1980, 0, 1, 12);
