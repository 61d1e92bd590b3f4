// What was written about a section, or that nothing was.
import { narrativeParts } from '../narrative.js';
import { narrativeOf, paragraph, type ReportContext } from '../report-context.js';
import type { Block } from '../report-model.js';

/** Empty for the public, but for the summary: only that is written to be published. */
export function narrativeBlocks(context: ReportContext, name: string): Block[] {
  if (context.isPublic && name !== 'summary') return [];
  const written = narrativeOf(context, name);
  if (!written) return [paragraph(context.texts.notStated, 'note')];
  const { section, language, text } = written;
  return [{ kind: 'narrative', section, language, parts: narrativeParts(text), markdown: text }];
}
