// Reads the response export of a survey tool: a row for each response, a column for each question. Nothing that says
// who answered is taken in: columns that the profile doesn't name are passed over, and responses get opaque ids.
import { isDeepStrictEqual } from 'node:util';
import { uuidOfName } from '../../platform/name-uuid.js';
import { ProblemError, problemTypes, type ProblemCode, type ProblemDetail } from '../../platform/problems.js';
import { valueOf, type FieldType, type Writing } from './cell-values.js';
import { columnCalled, placeFields, type Fields, type Placement } from './headers.js';
import type { RowEvent } from './kinds/kind.js';
import type { Notice } from './notices.js';
import type { Profile, SurveySettings } from './profile.js';
import {
  correctionOf,
  refusal,
  valueFor,
  valuesBesideColumns,
  type RowOutcome,
  type RowReader,
  type RowRefusal,
} from './row-reader.js';
import { isFilled, shownCell, textOf, type Cell, type Row } from './table.js';
import { ownMeaning, plainWord } from './words.js';

const RESPONSES = '0c7e5a4e-8e5f-5f0b-9d0c-5b6a1f2d9e11';
/** LimeSurvey writes this day where a survey keeps no dates. */
const NO_DATE = '1980-01-01';
export const INCOMPLETE = 'incomplete response';

const field = (type: FieldType, ...headers: string[]) => ({ type, headers, what: '', example: '' });

/** What tools call the columns that aren't questions. */
const FIELDS: Fields = {
  response: {
    ...field(
      'text',
      'id',
      'response id',
      'id de respuesta',
      '_uuid',
      '_id',
      'contribution id',
      'contributionid',
      'submission id',
    ),
    required: true,
  },
  answeredOn: field(
    'date',
    ...['submitdate', 'date submitted', 'fecha de envío', 'datestamp', 'date last action', 'fecha de la última acción'],
    ...['_submission_time', 'end', 'creation date', 'creationdate', 'last update', 'submitted on'],
  ),
  submittedOn: field('date', 'submitdate', 'date submitted', 'fecha de envío'),
  memberCategory: field('category', 'member category', 'category', 'categoría'),
  country: field('country', 'country', 'país'),
};

interface Question {
  readonly id: string;
  readonly header: string;
  readonly column: number;
  readonly text: string;
}

/** So many texts are remembered: words are few, other answers any number. */
const MOST_TEXTS = 1_000;

/** With the headers of the columns that the questions are in. */
const SURVEY_SAID = '{"survey": {"surveyId": "wave-1", "questions": {"q1": "Q1", "q2": "Q2"}}}';

export class AnswersReader implements RowReader {
  private readonly survey: SurveySettings;
  private readonly placement: Placement;
  private readonly questions: readonly Question[];
  /** What each text counts as, undefined where no word says so. */
  private readonly scores = new Map<string, number | null | undefined>();
  /** Details of the survey that are recorded otherwise than the profile says. */
  private keptDetails: readonly string[] = [];

  /** Throws a problem where the profile names no survey, or the header lacks one of its questions. */
  constructor(
    private readonly headers: readonly string[],
    private readonly profile: Profile,
    private readonly writing: Writing,
  ) {
    if (!profile.survey)
      throw new ProblemError({
        code: 'profile-invalid',
        detail: `The profile doesn't say which survey it is, such as ${SURVEY_SAID}: write that into a copy of it (--profile FILE.json), or into the settings of the request.`,
        errors: [{ field: 'survey', code: 'missing', detail: 'survey is missing.' }],
      });
    this.survey = profile.survey;
    // Several columns may hold a date: the first that is there says when. One of them may also say whether a response
    // was sent off, which nobody should have to say.
    const columns = { ...calledIn(headers, 'answeredOn'), ...calledIn(headers, 'submittedOn'), ...profile.columns };
    const passesOver = true;
    this.placement = placeFields(headers, FIELDS, { ...profile, columns }, passesOver);
    this.questions = questionsIn(headers, this.survey);
  }

  get notices(): Notice[] {
    const beside = valuesBesideColumns(this.profile, this.placement);
    const kept = this.keptDetails.join(', ');
    return kept === '' ? beside : [...beside, (words) => words.surveyKept(kept)];
  }

  get surveyId(): string {
    return this.survey.surveyId;
  }

  /** Takes note of the opening that is recorded: what the profile says otherwise of the survey changes nothing in it. */
  noteOpened(opened: object): void {
    const recorded = new Map<string, unknown>(Object.entries(opened));
    const { title, openedOn, closesOn, invited, scale, satisfactionQuestion, satisfiedFrom } = this.survey;
    const said = { title, openedOn, closesOn, invited, scale, satisfactionQuestion, satisfiedFrom };
    this.keptDetails = Object.entries(said).flatMap(([name, value]) =>
      value === undefined || isDeepStrictEqual(value, recorded.get(name)) ? [] : [name],
    );
  }

  /** The opening of the survey, as the profile tells it; a problem that says what is missing where it tells too little. */
  opening(): RowEvent {
    const { surveyId, title, openedOn, closesOn, invited, scale = { min: 1, max: 5 } } = this.survey;
    const { satisfactionQuestion, satisfiedFrom } = this.survey;
    const needed = { title, openedOn, closesOn, invited };
    const absent = Object.entries(needed).filter(([, value]) => value === undefined);
    if (absent.length > 0) {
      const errors = absent.map(([name]) => ({
        field: `survey.${name}`,
        code: 'missing',
        detail: `survey.${name} is missing.`,
      }));
      const names = absent.map(([name]) => name).join(', ');
      const detail = `The survey "${surveyId}" is not recorded yet. To open it, give ${names}.`;
      throw new ProblemError({ code: 'survey-unknown', detail, errors });
    }
    const questions = this.questions.map(({ id, text }) => ({ id, text }));
    const satisfaction = Object.entries({ satisfactionQuestion, satisfiedFrom }).filter(
      ([, value]) => value !== undefined,
    );
    const data = { surveyId, ...needed, scale, questions, ...Object.fromEntries(satisfaction) };
    return { category: 'survey', ids: [surveyId], type: 'SurveyOpened', data };
  }

  read(row: Row): RowOutcome {
    const refused: RowRefusal[] = [];
    const understand = (name: string, type: FieldType): unknown => {
      const understood = valueFor(this.profile, name, this.cellOf(row, name), (cell) =>
        valueOf(cell, type, this.writing),
      );
      if ('value' in understood) return understood.value;
      const { code, detail, remedy } = understood.fault;
      refused.push(this.refuse(row, name, code, detail, remedy));
      return undefined;
    };
    if (this.isIncomplete(row) && this.survey.incomplete !== 'record') return { leftOut: INCOMPLETE };
    const response = textOf(this.cellOf(row, 'response'));
    if (response === '') refused.push(this.refuse(row, 'response', 'missing', 'The response has no id.'));
    const answeredOn = understand('answeredOn', 'date');
    if (answeredOn === undefined && refused.length === 0) {
      const remedy = 'Map the column that says when, or give the day for all (--set answeredOn=YYYY-MM-DD).';
      refused.push(this.refuse(row, 'answeredOn', 'missing', 'The response has no date.', remedy));
    }
    const respondent = {
      memberCategory: understand('memberCategory', 'category'),
      country: understand('country', 'country'),
    };
    const answers = Object.fromEntries(
      this.questions.map((question) => [question.id, this.score(row, question, refused)]),
    );
    if (refused.length > 0) return { refused };
    const { surveyId } = this.survey;
    const responseId = uuidOfName(`${surveyId}/${response}`, RESPONSES);
    const said = Object.entries(respondent).filter(([, value]) => value !== undefined);
    const data = { surveyId, responseId, answeredOn, answers, ...Object.fromEntries(said) };
    return { events: [{ category: 'answer', ids: [surveyId, responseId], type: 'SurveyAnswered', data }] };
  }

  refusalOf(
    row: Row,
    { code, detail, errors }: { code: ProblemCode; detail: string; errors?: readonly ProblemDetail[] },
  ): RowRefusal[] {
    const [error] = errors ?? [];
    if (!error) return [refusal(row.number, code, detail)];
    const [, question] = /^answers\.(.+)$/.exec(error.field ?? '') ?? [];
    const asked = this.questions.find(({ id }) => id === question);
    if (asked) return [refuseAnswer(row, asked, code, detail)];
    return [this.refuse(row, error.field ?? '', code, detail)];
  }

  organisationsIn(): never[] {
    return [];
  }

  organisationId(): undefined {
    return undefined;
  }

  private score(row: Row, question: Question, refused: RowRefusal[]): number | null {
    const cell = row.cells[question.column] ?? null;
    const text = textOf(cell);
    if (text === '' && (cell === null || typeof cell !== 'object')) return null;
    const scored = this.scoreOf(text);
    if (scored !== undefined) return scored;
    const understood = valueOf(cell, 'whole', this.writing);
    if ('value' in understood) return (understood.value as number | undefined) ?? null;
    const { code } = understood.fault;
    const isWord = code === 'wrong-type';
    refused.push(
      isWord
        ? refuseAnswer(
            row,
            question,
            'word-unknown',
            `Nothing says what the answer "${shownCell(cell)}" counts as.`,
            SAY_IT,
          )
        : refuseAnswer(row, question, code, understood.fault.detail),
    );
    return null;
  }

  /** Looked up once for each text: a long export says the same few. */
  private scoreOf(text: string): number | null | undefined {
    if (this.scores.has(text)) return this.scores.get(text);
    const score = ownMeaning(this.survey.words ?? {}, text);
    if (this.scores.size < MOST_TEXTS) this.scores.set(text, score);
    return score;
  }

  /** A response that was sent off says when, though perhaps with no day that is one. */
  private isIncomplete(row: Row): boolean {
    return this.placement.has('submittedOn') && !this.cellsOf(row, 'submittedOn').some(isFilled);
  }

  /** As in any list: what a correction says, the first of its columns that holds something, the value for all rows. */
  private cellOf(row: Row, name: string): Cell {
    const corrected = correctionOf(this.profile, name, row, this.headers);
    if (corrected !== undefined) return corrected;
    const held = this.cellsOf(row, name).find((cell) => isFilled(cell) && !textOf(cell).startsWith(NO_DATE));
    return held ?? this.profile.values?.[name] ?? null;
  }

  private cellsOf(row: Row, name: string): Cell[] {
    return (this.placement.get(name)?.columns ?? []).map((column) => row.cells[column] ?? null);
  }

  private refuse(row: Row, name: string, code: ProblemCode, detail: string, remedy?: string): RowRefusal {
    const column = this.placement.get(name)?.header;
    const value = column === undefined ? '' : shownCell(this.cellOf(row, name));
    return refusal(row.number, code, detail, {
      ...(column === undefined ? {} : { column }),
      ...(value === '' ? {} : { value }),
      ...(remedy === undefined ? {} : { remedy }),
    });
  }
}

const SAY_IT = 'Say it: under "Answers in words" on the import page, or in the profile (survey.words).';

function refuseAnswer(
  row: Row,
  { header, column }: Question,
  code: ProblemCode,
  detail: string,
  remedy = problemTypes[code].remedy,
): RowRefusal {
  return refusal(row.number, code, detail, { column: header, value: shownCell(row.cells[column]), remedy });
}

/** The columns of a header that tools call so. */
function calledIn(headers: readonly string[], field: string): Record<string, string[]> {
  const there = new Set(headers.map(plainWord));
  const columns = FIELDS[field]?.headers.filter((each) => there.has(plainWord(each))) ?? [];
  return columns.length === 0 ? {} : { [field]: columns };
}

function questionsIn(headers: readonly string[], { questions }: SurveySettings): Question[] {
  const errors: ProblemDetail[] = [];
  const found = Object.entries(questions).flatMap(([id, asked]) => {
    const { column: wanted, text } = typeof asked === 'string' ? { column: asked, text: asked } : asked;
    const column = columnCalled(headers, wanted);
    if (column >= 0) return [{ id, header: headers[column] as string, column, text }];
    const detail = `There is no column "${wanted.slice(0, 80)}" for the question ${id}.`;
    errors.push({ field: wanted, code: 'header-invalid', detail });
    return [];
  });
  if (errors.length === 0) return found;
  throw new ProblemError({ code: 'header-invalid', detail: errors.map(({ detail }) => detail).join(' '), errors });
}
