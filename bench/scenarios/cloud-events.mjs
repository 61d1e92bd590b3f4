// CloudEvents over HTTP, single and in batches: durable and wholly checked, beside the same service with an empty handler.
import { ALLIANCE, lateAnswer, memberJoined, SEED } from '../generated-log.mjs';
import { recordRate } from '../http-load.mjs';
import { copyOf, madeStore, removeFolder } from '../made-stores.mjs';
import { inTurns, median, medianRatio, perSecond, shown } from '../measuring.mjs';
import { firstMessage, start } from '../processes/fresh-process.mjs';
import { draws } from '../seeded-random.mjs';

export const title = 'CloudEvents over HTTP';
const EVENTS = 100_000;
const SINGLE = { what: 'single events', connections: 64, size: 1, contentType: 'application/cloudevents+json' };
const BATCHES = {
  what: 'batches of 100',
  connections: 8,
  size: 100,
  contentType: 'application/cloudevents-batch+json',
};
const ROUNDS = 5;
const ROUND_MS = 2_000;
const SHARE_OF_ANSWERS = 0.6;
const LEAST = 0.5;

export async function run({ progress }) {
  const made = await madeStore(EVENTS);
  const rows = [];
  for (const kind of [SINGLE, BATCHES]) {
    progress(kind.what);
    rows.push(await measured(kind, made));
  }
  const notes = [
    `Structured mode, on a log of ${shown(EVENTS)} events: ${SHARE_OF_ANSWERS * 100} % answers to a survey, the rest new ` +
      'members, each with a stream of its own. The empty handler stands in the same service: it reads and parses each ' +
      'body, and answers as many bytes. The load runs on the same machine.',
    'In batches, an empty handler has little but parsing to do, which is shared by a hundred events. What is stored is ' +
      'checked against its stream, hashed, written twice (write-ahead log, then database) and counted into the figures, ' +
      'each event for itself: that takes longer than its share of an empty request.',
  ];
  return { title, rows, notes };
}

async function measured({ what, connections, size, contentType }, made) {
  const folders = [copyOf(made), copyOf(made)];
  const service = start('./service.mjs', [folders[0]]);
  const { url } = await firstMessage(service);
  const empty = start('./empty-handler.mjs', [folders[1], size]);
  const { url: emptyUrl } = await firstMessage(empty);
  const chance = draws(SEED + size);
  const path = `/api/alliances/${ALLIANCE}/events`;
  const nextBody = () => {
    const events = Array.from({ length: size }, () => cloudEvent(chance));
    return JSON.stringify(size === 1 ? events[0] : events);
  };
  const measure = (of) => () => recordRate(of + path, contentType, nextBody, connections, ROUND_MS);
  try {
    await inTurns({ ours: measure(url), empty: measure(emptyUrl) }, 1);
    const { ours, empty: limit } = await inTurns({ ours: measure(url), empty: measure(emptyUrl) }, ROUNDS);
    const ratio = medianRatio(ours, limit);
    return {
      what: `${what}, ${connections} clients`,
      ours: perSecond(median(ours) * size),
      beside: `empty handler: ${perSecond(median(limit) * size)}`,
      ratio,
      target: `at least ${LEAST}`,
      reached: ratio >= LEAST,
    };
  } finally {
    service.kill();
    empty.kill();
    for (const folder of folders) removeFolder(folder);
  }
}

function cloudEvent(chance) {
  const isAnswer = chance.chance(SHARE_OF_ANSWERS);
  const data = isAnswer ? lateAnswer(chance) : memberJoined(chance);
  return {
    specversion: '1.0',
    id: chance.uuid(),
    source: 'https://forms.example.org/lcamp',
    type: `org.alliance-kpi.${isAnswer ? 'SurveyAnswered' : 'MemberJoined'}`,
    subject: isAnswer
      ? `answer-${ALLIANCE}.${data.surveyId}.${data.responseId}`
      : `member-${ALLIANCE}.${data.memberId}`,
    time: '2026-06-14T09:00:00Z',
    data,
  };
}
