// The report of a project month from the alliance's events, and from nothing else: no clock, no store, no locale.
// The same events, month, language, audience and settings give the same report on every machine.
import type { AllianceEvent } from './alliance-event.js';
import { AllianceStreams } from './alliance-streams.js';
import { KnownAlliance } from './known-alliance.js';
import { contextOf, type ReportContext } from './report-context.js';
import { REPORT_SCHEMA, type Report, type Section } from './report-model.js';
import type { ReportRequest } from './report-request.js';
import { RestatementWatch, type Restatement, type Watch } from './restatements.js';
import { activities } from './sections/activities.js';
import { corrections } from './sections/corrections.js';
import { cover } from './sections/cover.js';
import { definitions } from './sections/definitions.js';
import { deviations } from './sections/deviations.js';
import { indicatorPages } from './sections/indicator-page.js';
import { milestones } from './sections/milestones.js';
import { missing } from './sections/missing.js';
import { resultsFramework } from './sections/results-framework.js';
import { seal } from './sections/seal.js';
import { series } from './sections/series.js';
import { summary } from './sections/summary.js';
import { way } from './sections/way.js';
import { rootOf } from './seal/merkle.js';
import { sealedEvents, type SealedEvents } from './seal/leaves.js';
import type { ReportTexts } from './texts/en.js';
import { LANGUAGES } from './texts/languages.js';
import { monthName } from './wording.js';
import { isoDate } from '../../projections/calendar.js';

/** An alliance's events taken in once: reports of any month, in any language and for any audience come from it. */
export class ReportSource {
  private merkleRoot: string | undefined;

  private constructor(
    readonly alliance: KnownAlliance,
    /** Of all months that were handed in. */
    readonly restatements: readonly Restatement[],
    private sealedEvents: SealedEvents | undefined,
  ) {}

  /** Throws where the events don't establish the alliance. `sealed`: of these very events, where it is at hand. */
  static async of(allianceId: string, events: readonly AllianceEvent[], sealed?: SealedEvents): Promise<ReportSource> {
    const watch = new RestatementWatch(handedInBefore(new AllianceStreams(allianceId, events)), events);
    const known = await KnownAlliance.of(allianceId, events, watch);
    return new ReportSource(known, watch.restatements(), sealed);
  }

  /** The events in the forms in which they are sealed; made when they are asked for. */
  get sealed(): SealedEvents {
    return (this.sealedEvents ??= sealedEvents(this.alliance.events));
  }

  /** Merkle root over the events, hexadecimal. */
  get root(): string {
    return (this.merkleRoot ??= rootOf(this.sealed.hashes));
  }

  report(request: Omit<ReportRequest, 'allianceId'>): Report {
    return reportOf(this.context(request), this.root);
  }

  /** What the report of a month is made from; of what was restated, its own and earlier months'. */
  context(request: Omit<ReportRequest, 'allianceId'>): ReportContext {
    const whole = { ...request, allianceId: this.alliance.allianceId };
    const restatements = this.restatements.filter(({ month }) => month <= request.month);
    return contextOf(whole, this.alliance, restatements, textsOf(request.language));
  }
}

/** The months that were handed in, as known then; no more was known of some. */
function handedInBefore(streams: AllianceStreams): Watch[] {
  return streams.reportedMonths().flatMap((month) => {
    const since = streams.monthState(month).handedIn;
    return since && since.events < streams.events.length ? [{ month, events: since.events }] : [];
  });
}

/** The figures of earlier points that are known otherwise now. */
export async function restatementsOf(
  allianceId: string,
  events: readonly AllianceEvent[],
  watches: readonly { readonly month: number; readonly events: number }[],
): Promise<Restatement[]> {
  if (watches.length === 0) return [];
  const watch = new RestatementWatch(watches, events);
  await KnownAlliance.of(allianceId, events, watch);
  return watch.restatements();
}

export function textsOf(language: string): ReportTexts {
  const texts = LANGUAGES.get(language);
  if (!texts) throw new Error(`there are no texts in the language "${language}"`);
  return texts;
}

function reportOf(context: ReportContext, root: string): Report {
  return {
    ...headOf(context),
    cover: cover(context),
    sections: sectionsOf(context, root),
    figures: context.figures,
  };
}

export function sectionsOf(context: ReportContext, root: string): Section[] {
  return [
    summary(context),
    resultsFramework(context),
    ...indicatorPages(context),
    milestones(context),
    activities(context),
    deviations(context),
    corrections(context),
    series(context),
    definitions(context),
    ...(context.request.audience === 'internal' ? missing(context) : []),
    ...(context.isPublic ? [] : [way(context)]),
    seal(context, root),
  ];
}

/** What a report says of itself. */
export function headOf({ request, view, texts, at }: ReportContext): Omit<Report, 'cover' | 'sections' | 'figures'> {
  const { acronym, name, example } = view.profile;
  const { allianceId, month, audience, language } = request;
  return {
    schema: REPORT_SCHEMA,
    kind: 'report',
    language,
    audience,
    title: texts.cover.title(monthName(month)),
    name: reportName(request),
    subject: { allianceId, name, acronym, example, month, at: isoDate(at) },
    words: texts.words,
  };
}

/** Stem of a report's files. */
export function reportName({
  allianceId,
  month,
  audience,
  language,
  expected,
}: Omit<ReportRequest, 'settings'>): string {
  return `${allianceId}-M${month}-${audience}-${language}${expected ? '' : '-without-expected'}`;
}
