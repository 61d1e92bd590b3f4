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
  const { texts, words } = context;
  return [
    ...(words.isOwn(language) ? [] : [paragraph(`(${texts.inLanguage(words.language(language))})`, 'note')]),
    { kind: 'narrative', section, language, parts: narrativeParts(text), markdown: text },
  ];
}

/** What a text is about: the title of its section, or the indicator. */
export function narrativeName({ texts }: ReportContext, section: string): string {
  if (section === 'summary') return texts.summary.title;
  return section === 'deviations' ? texts.deviations.title : section;
}
