// The place of a fault in a framework, as the form names it: the part, which of its things, and the field.
import { text } from '../text.js';
import { draftOf } from './framework.model.js';

const PARTS = ['objectives', 'indicators', 'milestones'] as const;

/** `framework.indicators.0.title` is "Indicators, I1, Title"; undefined for what the form doesn't show. */
export function frameworkLabel(path: string, framework: unknown): string | undefined {
  const words = text.administration.editor;
  if (path === 'adoptedOn') return words.adoptedOn;
  const [root, first = '', index, ...rest] = path.split('.');
  if (root !== 'framework') return undefined;
  const part = PARTS.find((each) => each === first);
  if (!part) return fieldLabelOf([first]);
  if (index === undefined) return words[part];
  // What has no id yet is named by its place.
  const name = draftOf(framework)[part][Number(index)]?.id || String(Number(index) + 1);
  return [words[part], name, fieldLabelOf(rest)].filter((each) => each !== undefined).join(', ');
}

function fieldLabelOf([field = '', index]: readonly string[]): string | undefined {
  const words = text.administration.editor;
  if (field === 'targets' && index !== undefined) return words.targetValue(Number(index) + 1);
  const labels: Readonly<Record<string, string>> = {
    id: words.id,
    title: words.name,
    objective: words.objective,
    unit: words.unit,
    measure: words.measure,
    baseline: words.baselineValue,
    measuredAt: words.measuredAt,
    note: words.note,
    condition: words.condition,
    due: words.due,
  };
  return labels[field];
}
