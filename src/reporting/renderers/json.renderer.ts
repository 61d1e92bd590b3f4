// JSON: the report as it is. Its schema is published.
import { REPORT_FILE_TYPES } from '../../platform/http/file-types.js';
import type { Renderer } from './renderer.js';

export const jsonRenderer: Renderer = {
  format: 'json',
  extension: '.json',
  mediaType: REPORT_FILE_TYPES.json,
  render: (report) => new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`),
};
