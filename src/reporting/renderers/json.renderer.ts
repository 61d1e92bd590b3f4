// JSON: the report as it is. Its schema is published.
import type { Renderer } from './renderer.js';

export const jsonRenderer: Renderer = {
  format: 'json',
  extension: '.json',
  mediaType: 'application/json',
  render: (report) => new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`),
};
