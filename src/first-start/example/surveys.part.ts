// Surveys of the example: four yearly waves among members, satisfaction rising, and a poll that doesn't ask for it.
import { dayOf, isoDate, type Day } from '../../../projections/calendar.js';
import type { SurveyAnswered } from '../../domain/answer/answer.events.js';
import { streamName } from '../../domain/categories.js';
import type { SurveyClosed, SurveyOpened } from '../../domain/survey/survey.events.js';
import { EXAMPLE } from './alliance.part.js';
import type { Journal } from './journal.js';
import type { Membership } from './members.part.js';
import type { Random } from './random.js';
import { QUESTIONS, SATISFIED_FROM, WAVES, type Wave } from './survey-waves.js';

export function runSurveys(journal: Journal, random: Random, members: readonly Membership[]): void {
  for (const wave of WAVES) runWave(journal, random, wave, members);
  runPoll(journal, random);
}

function runWave(journal: Journal, random: Random, wave: Wave, members: readonly Membership[]): void {
  const { surveyId, title, openedOn, closesOn, closedOn, invited } = wave;
  const stream = streamName('survey', EXAMPLE, surveyId);
  const opened: SurveyOpened = {
    surveyId,
    title,
    openedOn,
    closesOn,
    invited,
    scale: { min: 1, max: 5 },
    questions: QUESTIONS,
    satisfactionQuestion: 'satisfaction',
    satisfiedFrom: SATISFIED_FROM,
  };
  const corrected = surveyId === 'wave-2024';
  const wrong = { ...opened, invited: corrected ? 251 : invited };
  const openingId = journal.add(stream, 'SurveyOpened', wrong, { lagDays: 0 });
  answerAll(journal, random, wave, stream, members);
  journal.add(stream, 'SurveyClosed', { closedOn } satisfies SurveyClosed, { lagDays: 1 });
  if (!corrected) return;
  const reason = 'The list of those invited held 36 addresses twice.';
  journal.correct(openingId, reason, { stream, type: 'SurveyOpened', data: opened }, dayOf(closedOn) + 12);
}

function answerAll(journal: Journal, random: Random, wave: Wave, survey: string, members: readonly Membership[]): void {
  const { surveyId, openedOn, closedOn, answers, open, satisfied } = wave;
  const first = dayOf(openedOn);
  const respondents = members.filter(
    ({ joinedOn, leftOn }) => joinedOn < first && (leftOn === undefined || leftOn > first),
  );
  const kinds = [
    ...Array.from({ length: satisfied }, () => 'satisfied' as const),
    ...Array.from({ length: open }, () => 'open' as const),
    ...Array.from({ length: answers - satisfied - open }, () => 'dissatisfied' as const),
  ];
  const responses = random.shuffle(kinds).map((kind, i) => {
    const answeredOn = dayOfAnswer(random, first, dayOf(closedOn));
    const responseId = `r-${String(i + 1).padStart(3, '0')}`;
    const asked = { satisfaction: satisfaction(random, kind), ...others(random, kind) };
    return response(random, { surveyId, responseId, answeredOn: isoDate(answeredOn), answers: asked }, respondents);
  });
  // Most come over the form one by one; a dozen on paper are entered together a week after the closing.
  const paper = responses.slice(-12);
  for (const data of responses.slice(0, -12)) {
    journal.add(answerStream(data), 'SurveyAnswered', data, { lagDays: 0, anyDay: true, after: [survey] });
  }
  journal.addAll(
    paper.map((data) => ({ stream: answerStream(data), type: 'SurveyAnswered', data })),
    { recordedOn: dayOf(closedOn) + 8, after: [survey] },
  );
  if (surveyId === 'wave-2025') mistype(journal, random, respondents, survey);
}

/** Many answer in the first days and again before the end. */
function dayOfAnswer(random: Random, first: Day, last: Day): Day {
  const part = random.chance(0.55) ? random.next() * random.next() : 1 - random.next() * random.next() * 0.5;
  return first + Math.floor(part * (last - first));
}

function satisfaction(random: Random, kind: 'satisfied' | 'open' | 'dissatisfied'): number | null {
  if (kind === 'open') return null;
  return kind === 'satisfied'
    ? random.weighted([
        [4, 62],
        [5, 38],
      ])
    : random.weighted([
        [3, 66],
        [2, 26],
        [1, 8],
      ]);
}

function others(random: Random, kind: string): Record<string, number | null> {
  const mean = kind === 'satisfied' ? 4 : 3;
  const answer = (): number | null =>
    random.chance(0.05)
      ? null
      : Math.min(
          5,
          Math.max(
            1,
            mean +
              random.weighted([
                [-1, 3],
                [0, 5],
                [1, 3],
              ]),
          ),
        );
  return { usefulness: answer(), communication: answer(), platform: answer() };
}

/** Some respondents don't say what kind of member they are, or where. */
function response(random: Random, data: SurveyAnswered, respondents: readonly Membership[]): SurveyAnswered {
  const { category, organisation } = random.pick(respondents);
  return {
    ...data,
    ...(random.chance(0.94) ? { memberCategory: category } : {}),
    ...(random.chance(0.9) ? { country: organisation.country } : {}),
  };
}

/** An answer entered by hand with a slip: 1 for 4, put right on the next day. */
function mistype(journal: Journal, random: Random, respondents: readonly Membership[], survey: string): void {
  const asked = { satisfaction: 4, usefulness: 4, communication: 3, platform: 4 };
  const right = response(
    random,
    { surveyId: 'wave-2025', responseId: 'r-paper-001', answeredOn: '2025-02-18', answers: asked },
    respondents,
  );
  const stream = answerStream(right);
  const wrong: SurveyAnswered = { ...right, answers: { ...asked, satisfaction: 1 } };
  const wrongId = journal.add(stream, 'SurveyAnswered', wrong, { lagDays: 1, after: [survey] });
  journal.correct(
    wrongId,
    'A 4 on paper was read as a 1.',
    { stream, type: 'SurveyAnswered', data: right },
    dayOf('2025-02-20'),
  );
}

function runPoll(journal: Journal, random: Random): void {
  const surveyId = 'poll-topics-2024';
  const stream = streamName('survey', EXAMPLE, surveyId);
  const opened: SurveyOpened = {
    surveyId,
    title: 'Poll: topics for the thematic groups',
    openedOn: '2024-05-06',
    closesOn: '2024-05-24',
    invited: 60,
    scale: { min: 0, max: 10 },
    questions: [
      { id: 'robotics', text: 'How much does robotics matter to you?' },
      { id: 'green', text: 'How much does the green transition matter to you?' },
    ],
  };
  journal.add(stream, 'SurveyOpened', opened, { lagDays: 0 });
  for (let i = 1; i <= 24; i++) {
    const answeredOn = isoDate(random.whole(dayOf(opened.openedOn), dayOf(opened.closesOn)));
    const answers = { robotics: random.whole(2, 10), green: random.chance(0.1) ? null : random.whole(1, 10) };
    const data: SurveyAnswered = { surveyId, responseId: `r-${String(i).padStart(3, '0')}`, answeredOn, answers };
    journal.add(answerStream(data), 'SurveyAnswered', data, { lagDays: 0, anyDay: true, after: [stream] });
  }
  journal.add(stream, 'SurveyClosed', { closedOn: '2024-05-24' } satisfies SurveyClosed, { lagDays: 2 });
}

function answerStream({ surveyId, responseId }: SurveyAnswered): string {
  return streamName('answer', EXAMPLE, surveyId, responseId);
}
