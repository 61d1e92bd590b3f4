// I5: degree of satisfaction of Alliance members according to evaluation questionnaires. Annual plan, Figure 1, SO2.
// The share of satisfied answers of one survey wave: the newest closed one; while there is none, the newest open one.
import type { AnswerEvent } from '../src/domain/answer/answer.events.js';
import type { SurveyEvent, SurveyOpened } from '../src/domain/survey/survey.events.js';
import { dayOf, type Day } from './calendar.js';
import { cell } from './cells.js';
import { wilsonInterval } from './interval.js';
import { byKey, NO_READING } from './measure.js';
import type { BreakdownCell, Breakdowns, Contributions, Counted, FactOf, Measure, Reading, Source } from './measure.js';
import type { Mark, View } from './view.js';

/** A survey wave as its own stream's facts tell it. */
export interface Survey extends Pick<SurveyOpened, 'surveyId' | 'invited' | 'scale' | 'questions'> {
  readonly satisfactionQuestion?: string | undefined;
  readonly satisfiedFrom?: number | undefined;
  readonly openedOn: Day;
  readonly closesOn: Day;
  readonly opened: Mark;
  /** The recorded closing, where there is one. */
  readonly closed?: (Mark & { readonly on: Day }) | undefined;
}

/** Fewer valid answers than this in a cell could show what a single member answered. */
const SMALLEST_CELL = 5;
const NAMED_ANSWERS = 20;

/** What the facts of a survey's stream say, or nothing where it isn't (any more) opened. */
export function surveyOf(facts: readonly FactOf<SurveyEvent>[]): Survey | undefined {
  let survey: Survey | undefined;
  for (const { event, on, index, place } of facts) {
    if (event.type === 'SurveyOpened') {
      const { surveyId, invited, scale, questions, satisfactionQuestion, satisfiedFrom } = event.data;
      const wave = { surveyId, invited, scale, questions, satisfactionQuestion, satisfiedFrom };
      survey = { ...wave, openedOn: on, closesOn: dayOf(event.data.closesOn), opened: { event: index, place } };
    } else if (survey) survey = { ...survey, closed: { on, event: index, place } };
  }
  return survey;
}

/** The head of the cells that count answers to a question. */
const answersTo = (question: string): string => `${question}=`;

/** The cells that answers of one kind of respondent count in. A log holds millions of answers, and few such cells. */
class RespondentCells {
  readonly response: string;
  private readonly byQuestion = new Map<string, Map<number, string>>();

  constructor(
    private readonly memberCategory: string,
    private readonly country: string,
  ) {
    this.response = cell('response', memberCategory, country);
  }

  answer(question: string, value: number): string {
    let byValue = this.byQuestion.get(question);
    if (!byValue) this.byQuestion.set(question, (byValue = new Map<number, string>()));
    let name = byValue.get(value);
    if (name === undefined) {
      name = cell(answersTo(question), value, this.memberCategory, this.country);
      byValue.set(value, name);
      if (++answerCells > MOST_ANSWER_CELLS) {
        respondents.clear();
        answerCells = 0;
      }
    }
    return name;
  }
}

/** So many are kept: questions and values are free. */
const MOST_ANSWER_CELLS = 50_000;
const respondents = new Map<string, Map<string, RespondentCells>>();
let answerCells = 0;

function respondentCells(memberCategory: string, country: string): RespondentCells {
  let byCountry = respondents.get(memberCategory);
  if (!byCountry) respondents.set(memberCategory, (byCountry = new Map<string, RespondentCells>()));
  let cells = byCountry.get(country);
  if (!cells) byCountry.set(country, (cells = new RespondentCells(memberCategory, country)));
  return cells;
}

/** An answer counts one in `response`, and one in the cell of each question that it answers. */
export const answers: Contributions = {
  category: 'answer',
  steps(facts) {
    return (facts as readonly FactOf<AnswerEvent>[]).map((by) => {
      const { answers: given, memberCategory = '', country = '' } = by.event.data;
      const respondent = respondentCells(memberCategory, country);
      const cells = [respondent.response];
      for (const question in given) {
        const value = given[question];
        if (typeof value === 'number') cells.push(respondent.answer(question, value));
      }
      return { on: by.on, cells, amount: +1, by };
    });
  },
};

const sourceOf = (survey: Survey): Source & { partition: string } => ({
  category: 'answer',
  partition: survey.surveyId,
});

const isClosed = (survey: Survey, at: Day): boolean =>
  (survey.closed !== undefined && survey.closed.on <= at) || survey.closesOn < at;

/** The last day on which an answer was in time, as far as is decided on day `at`. */
const lastDay = (survey: Survey, at: Day): Day =>
  survey.closed !== undefined && survey.closed.on <= at ? survey.closed.on : survey.closesOn;

interface Tally {
  readonly satisfied: number;
  readonly valid: number;
}

/** Satisfied and valid answers to a question, by a key of each cell, through the end of day `at`. */
function tally(
  view: View,
  survey: Survey,
  question: string,
  at: Day,
  keyOf: (parts: readonly string[]) => string,
): Map<string, Tally> {
  const ledger = view.ledger(sourceOf(survey));
  const through = Math.min(at, lastDay(survey, at));
  const tallies = new Map<string, Tally>();
  for (const { name, parts } of ledger.cells(answersTo(question))) {
    const answer = Number(parts[1]);
    if (answer < survey.scale.min || answer > survey.scale.max) continue;
    const count = ledger.sum(name, through, survey.openedOn);
    if (count === 0) continue;
    const key = keyOf(parts);
    const { satisfied, valid } = tallies.get(key) ?? { satisfied: 0, valid: 0 };
    const satisfies = answer >= (survey.satisfiedFrom as number);
    tallies.set(key, { satisfied: satisfied + (satisfies ? count : 0), valid: valid + count });
  }
  return tallies;
}

interface Choice extends Tally {
  readonly survey: Survey;
  readonly question: string;
  readonly provisional: boolean;
}

/** The surveys that are effective on day `at` and ask for satisfaction, newest first. */
const askedBy = (view: View, at: Day): Survey[] =>
  view.surveys.filter(({ openedOn, satisfactionQuestion }) => satisfactionQuestion !== undefined && openedOn <= at);

/** The survey that makes the value on day `at`: contract section 3, I5. */
function chosen(view: View, at: Day): Choice | undefined {
  let open: Choice | undefined;
  for (const survey of askedBy(view, at)) {
    const question = survey.satisfactionQuestion as string;
    const closed = isClosed(survey, at);
    if (!closed && open) continue;
    const total = tally(view, survey, question, at, () => '').get('');
    if (!total) continue;
    const choice = { survey, question, provisional: !closed, ...total };
    if (closed) return choice;
    open = choice;
  }
  return open;
}

/** The survey that makes the value, and those that would if their answers counted; all where none makes it. */
const notOlder = (newestFirst: readonly Survey[], chosen: Survey | undefined): readonly Survey[] =>
  chosen ? newestFirst.slice(0, newestFirst.indexOf(chosen) + 1) : newestFirst;

/** Answers by day `at` that lie outside the opening, since the survey was corrected after they came. */
function leftOut(view: View, survey: Survey, at: Day): string[] {
  const ledger = view.ledger(sourceOf(survey));
  const last = survey.closed?.on ?? survey.closesOn;
  const isResponse = (name: string): boolean => name.startsWith('response|');
  const isAnyOutside = ledger
    .cells('response')
    .some(({ name }) => ledger.sum(name, at) !== ledger.sum(name, Math.min(at, last), survey.openedOn));
  if (!isAnyOutside) return [];
  const later = new Set(ledger.streamsOutside(isResponse, -Infinity, at));
  const outside = ledger.streamsOutside(isResponse, survey.openedOn, last).filter((stream) => !later.has(stream));
  const ids = outside.map((stream) => stream.slice(stream.lastIndexOf('.') + 1)).sort();
  const named =
    ids.slice(0, NAMED_ANSWERS).join(', ') +
    (ids.length > NAMED_ANSWERS ? ` and ${ids.length - NAMED_ANSWERS} more` : '');
  return [`Answers to survey ${survey.surveyId} dated outside its opening are not counted: ${named}.`];
}

/** How many answered a survey in time, by the end of day `at`. */
export function responsesTo(view: View, survey: Survey, at: Day): number {
  const ledger = view.ledger(sourceOf(survey));
  const through = Math.min(at, lastDay(survey, at));
  return ledger.cells('response').reduce((sum, { name }) => sum + ledger.sum(name, through, survey.openedOn), 0);
}

/** How many valid answers each question has in the survey that makes the value on day `at`. */
export function validAnswers(view: View, at: Day): ReadonlyMap<string, number> {
  const survey = chosen(view, at)?.survey;
  return new Map(
    survey?.questions.map(({ id }) => [id, tally(view, survey, id, at, () => '').get('')?.valid ?? 0]) ?? [],
  );
}

export const satisfaction: Measure<'satisfaction'> = {
  kind: 'satisfaction',
  source: () => ({ category: 'survey' }),

  combine(view, _indicator, at): Reading {
    const choice = chosen(view, at);
    const notes = notOlder(askedBy(view, at), choice?.survey).flatMap((survey) => leftOut(view, survey, at));
    if (!choice) return { ...NO_READING, notes };
    const { survey, satisfied, valid, provisional } = choice;
    const responses = responsesTo(view, survey, at);
    if (valid > survey.invited) {
      notes.push(
        `More answers (${valid}) than were invited (${survey.invited}): the interval is not corrected for the population.`,
      );
    }
    return {
      value: (100 * satisfied) / valid,
      companions: {
        numerator: satisfied,
        denominator: valid,
        responses,
        invited: survey.invited,
        responseRate: (100 * responses) / survey.invited,
        interval: wilsonInterval(satisfied, valid, survey.invited),
        provisional,
        surveyId: survey.surveyId,
      },
      notes,
    };
  },

  breakdowns(view, _indicator, at): Breakdowns {
    const choice = chosen(view, at);
    if (!choice) return {};
    const { survey, question } = choice;
    const by = (part: number): BreakdownCell[] =>
      withhold(tally(view, survey, question, at, (parts) => parts[part] ?? ''));
    const questions = survey.questions.flatMap(({ id }): BreakdownCell[] => {
      const total = tally(view, survey, id, at, () => '').get('');
      return total ? [{ key: id, value: share(total), withheld: false }] : [];
    });
    return { memberCategory: by(2), country: by(3), question: questions };
  },

  counted(view, _indicator, at): Counted[] {
    const choice = chosen(view, at);
    if (!choice) return [];
    const { survey, question } = choice;
    const head = `${answersTo(question)}|`;
    const inScale = (name: string): boolean => {
      const answer = Number(name.split('|')[1]);
      return name.startsWith(head) && answer >= survey.scale.min && answer <= survey.scale.max;
    };
    return [
      { source: sourceOf(survey), cells: inScale, from: survey.openedOn, through: Math.min(at, lastDay(survey, at)) },
    ];
  },

  // A value that isn't provisional changes when closesOn is past, and on the day of a recorded closing: answers between
  // the two count from that day on.
  changeDays: (view) =>
    view.surveys
      .flatMap(({ closesOn, closed }) => [closesOn + 1, ...(closed ? [closed.on] : [])])
      .sort((a, b) => a - b),
};

const share = ({ satisfied, valid }: Tally): number => (100 * satisfied) / valid;

/** Withholds cells under five answers, and the next smallest where a single one could be had by subtraction. */
function withhold(tallies: ReadonlyMap<string, Tally>): BreakdownCell[] {
  const bySize = [...tallies].sort(([a, x], [b, y]) => x.valid - y.valid || byKey(a, b));
  const small = bySize.filter(([, { valid }]) => valid < SMALLEST_CELL).length;
  const withheld = new Set(bySize.slice(0, small === 1 ? 2 : small).map(([key]) => key));
  return [...tallies]
    .sort(([a], [b]) => byKey(a, b))
    .map(([key, total]) => ({
      key: key === '' ? null : key,
      value: withheld.has(key) ? null : share(total),
      withheld: withheld.has(key),
    }));
}
