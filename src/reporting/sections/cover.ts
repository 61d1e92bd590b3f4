// The cover: whose report of which month it is, how far it has come, and what the grant asks to be said.
import { isoDate } from '../../../projections/calendar.js';
import type { Cover, Pair } from '../report-model.js';
import type { ReportContext } from '../report-context.js';
import type { ReportSettings } from '../report-request.js';
import type { ReportTexts } from '../texts/en.js';
import { monthName, monthSpan, textCell } from '../wording.js';

export function cover(context: ReportContext): Cover {
  const { view, texts } = context;
  const { name, acronym, example } = view.profile;
  return {
    subtitle: `${name} (${acronym})`,
    ...(example ? { warning: texts.cover.warning } : {}),
    details: details(context),
    ...fundingOf(context.request.settings, texts),
  };
}

/** The funding statement and disclaimer that article 17 of the model grant agreement asks for. */
export function fundingOf(
  { funding, authority }: ReportSettings,
  texts: ReportTexts,
): Pick<Cover, 'fundingStatement' | 'disclaimer' | 'emblemAlt'> {
  return {
    fundingStatement: texts.funding[funding],
    disclaimer: authority === '' ? texts.funding.disclaimerOfEacea : texts.funding.disclaimer(authority),
    emblemAlt: texts.cover.emblemAlt,
  };
}

function details({ view, request, calendar, at, state, isPublic, alliance, words, texts }: ReportContext): Pair[] {
  const { coordinator, grantAgreement, grant, startsOn, endsOn } = view.profile;
  const [first, last] = monthSpan(request.month, calendar).map((date) => words.date(date)) as [string, string];
  const lastStep = state.steps.findLast(({ type }) => type !== 'NarrativeWritten');
  const status = texts.state[state.status];
  const pairs: (Pair | undefined)[] = [
    { term: texts.cover.coordinator, value: textCell(coordinator) },
    { term: texts.cover.grantAgreement, value: words.stated(grantAgreement) },
    {
      term: texts.cover.grant,
      value: grant ? words.numberCell(grant.amount, grant.currency) : words.none(texts.notStated),
    },
    { term: texts.cover.project, value: textCell(texts.cover.from(words.date(startsOn), words.date(endsOn))) },
    { term: texts.cover.month, value: textCell(texts.cover.monthFrom(monthName(request.month), first, last)) },
    { term: texts.cover.at, value: words.dateCell(isoDate(at)) },
    isPublic
      ? undefined
      : { term: texts.cover.known, value: textCell(texts.cover.knownEvents(String(alliance.events.length))) },
    {
      term: texts.cover.state,
      value: textCell(lastStep && state.status !== 'open' ? `${status}, ${words.date(lastStep.on)}` : status),
    },
    { term: texts.cover.audience, value: textCell(texts.audience[request.audience]) },
  ];
  return pairs.filter((pair): pair is Pair => pair !== undefined);
}
