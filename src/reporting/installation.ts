// What the installation says of its reports: funding statement, authority, emblem, reporting periods.
import { existsSync, readFileSync } from 'node:fs';
import { ConfigurationError, type Configuration } from '../platform/configuration.js';
import type { Assets } from './renderers/renderer.js';
import type { ReportSettings } from './report-request.js';

export function reportSettingsOf(configuration: Configuration): ReportSettings {
  const { REPORT_FUNDING: funding, REPORT_AUTHORITY: authority, REPORTING_PERIODS: periods } = configuration;
  return {
    funding,
    authority: authority.trim(),
    reportingPeriods: periods === '' ? [] : periods.split(',').map(Number),
  };
}

/** Throws ConfigurationError where the emblem's file isn't there, or isn't what its name says. */
export function reportAssets({ REPORT_EMBLEM: file }: Configuration): Assets {
  if (file === '') return {};
  if (!existsSync(file)) throw new ConfigurationError(`REPORT_EMBLEM: there is no file ${file}.`);
  const bytes = new Uint8Array(readFileSync(file));
  const isPng = file.toLowerCase().endsWith('.png');
  const begins = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  if (isPng ? !begins.startsWith('\x89PNG') : !begins.includes('<svg')) {
    throw new ConfigurationError(`REPORT_EMBLEM: ${file} is not ${isPng ? 'a PNG picture' : 'an SVG drawing'}.`);
  }
  return { emblem: { mediaType: isPng ? 'image/png' : 'image/svg+xml', bytes } };
}
