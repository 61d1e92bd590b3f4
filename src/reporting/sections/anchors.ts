// Baselines and targets in words, with what they were before.
import type { Was } from '../../../projections/framework.js';
import type { ReportContext } from '../report-context.js';

export function wasInWords({ value, until, reason }: Was, unit: string, { words, texts }: ReportContext): string {
  const former = value === null ? texts.notStated : words.value(value, unit);
  return texts.results.revisedFrom(former, words.date(until), reason);
}
