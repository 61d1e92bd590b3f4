// Recommendation documents of the example: 31 published, one of them withdrawn, many revised.
import { dayOf, isoDate } from '../../../projections/calendar.js';
import { streamName } from '../../domain/categories.js';
import type {
  RecommendationPublished,
  RecommendationRevised,
  RecommendationWithdrawn,
} from '../../domain/recommendation/recommendation.events.js';
import { ENDS_ON, EXAMPLE } from './alliance.part.js';
import { daysAlong, workingDay, type Journal } from './journal.js';
import type { Random } from './random.js';
import { slug } from '../slug.js';

/** Documents published by the end of a day. The first is older than the project. */
const GROWTH: readonly (readonly [string, number])[] = [
  ['2022-04-30', 0],
  ['2022-05-20', 1],
  ['2022-12-31', 2],
  ['2023-06-14', 4],
  ['2024-06-14', 11],
  ['2025-06-14', 20],
  ['2026-05-29', 31],
];

const AUDIENCES = ['Policymakers', 'VET providers', 'Companies', 'Researchers', 'Learners'] as const;

const TITLES: readonly string[] = [
  'Why advanced manufacturing needs learner-centric training',
  'Regional strategies for vocational excellence',
  'Equipping a learning factory on a small budget',
  'Recognising micro-credentials across borders',
  'Teachers in industry: rules for secondments',
  'Safety in collaborative robotics labs',
  'Additive manufacturing in initial training',
  'What small companies ask of vocational centres',
  'Funding models for shared equipment',
  'Digital twins in the classroom',
  'Women in advanced manufacturing: five measures',
  'Skills forecasts: what to do with them',
  'Apprenticeships at EQF level 5',
  'Data protection in connected workshops',
  'Green skills for machining',
  'Assessing practical skills with simulators',
  'Quality criteria for short courses',
  'Learning factories and regional innovation',
  'Cybersecurity basics for machine operators',
  'Joint labs of schools and companies',
  'Mobility of technical students',
  'Artificial intelligence in maintenance training',
  'Upskilling adults in shifts',
  'A common language for skills',
  'Curricula that keep up with technology',
  'Energy monitoring as a teaching case',
  'Guidance for migrants entering technical jobs',
  'Measuring the satisfaction of training partners',
  'Procurement of machines for education',
  'Open resources for mechatronics',
  'Keeping an alliance alive after its project',
];

export function publishRecommendations(journal: Journal, random: Random): void {
  const days = daysAlong(random, GROWTH);
  for (const [i, day] of days.entries()) {
    const title = TITLES[i] as string;
    const recommendationId = slug(title);
    const stream = streamName('recommendation', EXAMPLE, recommendationId);
    const url = `https://files.example.org/recommendations/${recommendationId}`;
    const published: RecommendationPublished = {
      recommendationId,
      title,
      audience: random.sample(AUDIENCES, random.whole(1, 3)),
      publishedOn: isoDate(day),
      language: i % 9 === 4 ? 'es' : 'en',
      url,
    };
    const id = journal.add(stream, 'RecommendationPublished', published, i % 8 === 6 ? { lagDays: 45 } : {});
    if (i === 12) narrowAudience(journal, stream, id, published);
    if (i === 9) withdraw(journal, stream, day + 300);
    else revise(journal, random, stream, day, url);
  }
}

function revise(journal: Journal, random: Random, stream: string, publishedOn: number, url: string): void {
  const editions = random.weighted([
    [0, 5],
    [1, 4],
    [2, 2],
  ]);
  let last = publishedOn;
  for (let edition = 2; edition < 2 + editions; edition++) {
    last = workingDay(last + random.whole(120, 330));
    if (last > dayOf(ENDS_ON) - 10) return;
    const data: RecommendationRevised = { edition, revisedOn: isoDate(last), url: `${url}/${edition}` };
    journal.add(stream, 'RecommendationRevised', data);
  }
}

function withdraw(journal: Journal, stream: string, day: number): void {
  const data: RecommendationWithdrawn = {
    withdrawnOn: isoDate(workingDay(day)),
    reason: 'Rests on a standard that was withdrawn.',
  };
  journal.add(stream, 'RecommendationWithdrawn', data);
}

function narrowAudience(journal: Journal, stream: string, wrongId: string, wrong: RecommendationPublished): void {
  const data: RecommendationPublished = { ...wrong, audience: ['VET providers', 'Companies'] };
  const right = { stream, type: 'RecommendationPublished', data };
  journal.correct(wrongId, 'The audience was copied from another document.', right, dayOf(wrong.publishedOn) + 35);
}
