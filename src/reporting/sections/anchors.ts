// Baselines and targets in words, with what they were before.
import type { ReportContext } from '../report-context.js';
import type { WasFigures } from '../report-model.js';

export function wasInWords(
  { value, until, reason = '' }: WasFigures,
  unit: string,
  { words, texts }: ReportContext,
): string {
  const former = value === null ? texts.notStated : words.value(value, unit);
  return texts.results.revisedFrom(former, words.date(until), reason).trimEnd();
}
