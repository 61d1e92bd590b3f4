// What the report stands on: the events behind it, and the root of the Merkle tree over them.
import { FORMULA_VERSION } from '../formulas.js';
import { paragraph, section, type ReportContext } from '../report-context.js';
import type { Pair, Section } from '../report-model.js';
import { monthName, textCell } from '../wording.js';

/** `root`: hexadecimal, over all events of the report. */
export function seal(context: ReportContext, root: string): Section {
  const { alliance, framework, request, isPublic, texts, words } = context;
  const t = texts.seal;
  const pairs: Pair[] = [
    ...(isPublic ? [] : [{ term: t.events, value: words.ordinalCell(alliance.events.length) }]),
    { term: t.root, value: textCell(root) },
    { term: t.month, value: textCell(monthName(request.month)) },
    { term: t.framework, value: words.stated(framework?.id) },
    { term: t.formulas, value: textCell(FORMULA_VERSION) },
  ];
  const explained = isPublic ? [t.how, t.publicHow] : [t.how, t.verify];
  return section('seal', t.title, [{ kind: 'pairs', pairs }, ...explained.map((text) => paragraph(text, 'note'))]);
}
