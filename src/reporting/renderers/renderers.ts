// The formats that a report can be had in: each is loaded when it is first asked for.
import type { Format, Renderer } from './renderer.js';

const LOADED_BY: Readonly<Record<Format, () => Promise<Renderer>>> = {
  json: async () => (await import('./json.renderer.js')).jsonRenderer,
  csv: async () => (await import('./csv.renderer.js')).csvRenderer,
  xlsx: async () => (await import('./workbook/xlsx.renderer.js')).xlsxRenderer,
  ods: async () => (await import('./workbook/ods.renderer.js')).odsRenderer,
  docx: async () => (await import('./docx/docx.renderer.js')).docxRenderer,
  pdf: async () => (await import('./pdf/pdf.renderer.js')).pdfRenderer,
};

export function rendererOf(format: Format): Promise<Renderer> {
  return LOADED_BY[format]();
}
