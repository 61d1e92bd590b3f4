// A report of a bundle for the public, held against its own figures and the public events: its tables, charts and most of
// its sentences follow from them. What people wrote and what was restated can't be told from those.
import { readMilestones } from '../../../projections/milestones.js';
import { headOf, sectionsOf, textsOf } from '../build-report.js';
import { indicatorsIn, restsOnWithheld } from '../few-answers.js';
import type { KnownAlliance } from '../known-alliance.js';
import { contextOf, type ReportContext } from '../report-context.js';
import type { Report, Section } from '../report-model.js';
import type { ReportRequest } from '../report-request.js';
import { cover } from '../sections/cover.js';
import { jsonDifferences } from './differences.js';

/** What a report says otherwise than its figures and the public events, in words. */
export function comparePublicReport(
  alliance: KnownAlliance,
  report: Report,
  request: ReportRequest,
  root: string,
): string[] {
  const context = { ...contextOf(request, alliance, [], textsOf(request.language)), figures: report.figures };
  const withheld = new Set(
    context.framework?.indicators.flatMap((each) => (restsOnWithheld(each, request.allianceId) ? [each.id] : [])),
  );
  const sections = sectionsOf(withoutBreakdowns(context, withheld), root);
  const ids = (all: readonly Section[]): string[] => all.map(({ id }) => id);
  return [
    ...headDifferences(report, context),
    ...milestoneDifferences(context, withheld),
    ...jsonDifferences(ids(report.sections), ids(sections), 'sections'),
    ...sections.flatMap((right) => {
      const found = report.sections.find(({ id }) => id === right.id);
      return found ? sectionDifferences(found, right, withheld) : [];
    }),
  ];
}

/** The questions of a survey aren't public. */
function withoutBreakdowns(context: ReportContext, withheld: ReadonlySet<string>): ReportContext {
  const { indicators, milestones } = context.figures;
  const shown = indicators.map((each) => (withheld.has(each.id) ? { ...each, breakdowns: {} } : each));
  return { ...context, figures: { indicators: shown, milestones } };
}

/** Which data are invented, and how far the report is, stands in no public event. */
function headDifferences(report: Report, context: ReportContext): string[] {
  const { subject, ...head } = headOf(context);
  const right = cover(context);
  const details = right.details.map((detail, i) =>
    detail.term === context.texts.cover.state ? report.cover.details[i] : detail,
  );
  return [
    ...partDifferences(report, { ...head, subject: { ...subject, example: report.subject.example } }),
    ...partDifferences(report.cover, { ...right, details }, 'cover'),
  ];
}

/** Those whose conditions ask for nothing that is withheld. */
function milestoneDifferences(
  { view, framework, at, figures }: ReportContext,
  withheld: ReadonlySet<string>,
): string[] {
  return readMilestones(view, at).flatMap(({ provenBy, ...milestone }) => {
    const { id } = milestone;
    const condition = framework?.milestones.find((each) => each.id === id)?.condition;
    if (!condition || indicatorsIn(condition).some((each) => withheld.has(each))) return [];
    const found = figures.milestones.find((each) => each.id === id);
    // Since when one holds that holds without any fact may hang on a fact that isn't public.
    const achievedOn = provenBy === null ? found?.achievedOn : milestone.achievedOn;
    return jsonDifferences(found, { ...milestone, achievedOn, provenBy: null }, `milestones.${id}`);
  });
}

function sectionDifferences(found: Section, right: Section, withheld: ReadonlySet<string>): string[] {
  const { id, title, blocks, sections } = right;
  if (id === 'summary') {
    // How the indicators and milestones stand, below what was written; nothing where there are none.
    const [, standing] = blocks;
    return standing ? jsonDifferences(found.blocks.at(-1), standing, id) : [];
  }
  if (id === 'corrections') {
    const of = (all: readonly Section[]): Section | undefined => all.find((each) => each.id === 'revisions');
    return jsonDifferences(of(found.sections), of(sections), id);
  }
  // The breakdown and the facts of what is withheld.
  if (withheld.has(id.replace(/^indicator-/, ''))) return partDifferences(found, { title, blocks }, id);
  return jsonDifferences(found, right, id);
}

/** Only in the fields of `right`. */
function partDifferences(found: object, right: object, path = ''): string[] {
  return Object.entries(right).flatMap(([field, value]) =>
    jsonDifferences((found as Readonly<Record<string, unknown>>)[field], value, `${path}.${field}`),
  );
}
