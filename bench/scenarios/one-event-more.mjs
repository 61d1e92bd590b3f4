// One event more: taken into the read model, and all figures of today from it, on a short log and on a long one.
import { ALLIANCE, lateAnswer, memberJoined, SEED } from '../generated-log.mjs';
import { madeStore } from '../made-stores.mjs';
import { inTurns, median, medianRatio, shown } from '../measuring.mjs';
import { draws } from '../seeded-random.mjs';
import { built, openStore } from '../service-build.mjs';

export const title = 'One event more';
const FEW = 1_000;
const ROUNDS = 15;
const EVENTS_OF_A_ROUND = 100;
const SHARE_OF_ANSWERS = 0.6;
const MOST_RATIO = 1.25;
const US = 1_000;

export async function run({ events, progress }) {
  const few = await modelOf(FEW, progress);
  const many = await modelOf(events, progress);
  const measured = (model) => () => oneMore(model);
  await inTurns({ few: measured(few), many: measured(many) }, 3);
  const times = await inTurns({ few: measured(few), many: measured(many) }, ROUNDS);
  const ratio = medianRatio(times.many, times.few);
  const row = {
    what: `${shown(events)} events beside ${shown(FEW)}`,
    ours: `${shown(median(times.many) * US)} µs`,
    beside: `${shown(median(times.few) * US)} µs`,
    ratio,
    target: `the same: at most ${MOST_RATIO}`,
    reached: ratio <= MOST_RATIO,
  };
  return {
    title,
    rows: [row],
    notes: ['60 % late answers to the newest closed survey, 40 % new members: each changes a figure.'],
  };
}

async function modelOf(count, progress) {
  const { Monitoring } = await built('src/monitoring/monitoring.service.js');
  const { figuresOf } = await built('src/monitoring/changes.js');
  const store = await openStore(await madeStore(count));
  progress(`reading ${shown(count)} events`);
  const monitoring = await Monitoring.start({ store, clock: Date.now });
  const { model } = monitoring;
  const chance = draws(SEED);
  const figures = () => {
    const view = model.alliance(ALLIANCE).view();
    return figuresOf(view, monitoring.today(view));
  };
  figures();
  return { model, chance, figures };
}

/** Milliseconds for each of a round's events. */
async function oneMore({ model, chance, figures }) {
  const { position, hash } = model;
  const events = Array.from({ length: EVENTS_OF_A_ROUND }, (_, i) => ({
    ...anotherEvent(chance),
    revision: 0n,
    position: position + BigInt(i + 1),
    recordedAt: Date.now(),
    remaining: 0,
    hash,
  }));
  const started = performance.now();
  for (const event of events) {
    await model.apply([event]);
    figures();
  }
  return (performance.now() - started) / events.length;
}

function anotherEvent(chance) {
  const base = { eventId: chance.uuid(), schemaVersion: 1, metadata: { allianceId: ALLIANCE } };
  if (chance.chance(SHARE_OF_ANSWERS)) {
    const data = lateAnswer(chance);
    return { ...base, type: 'SurveyAnswered', stream: `answer-${ALLIANCE}.${data.surveyId}.${data.responseId}`, data };
  }
  const data = memberJoined(chance);
  return { ...base, type: 'MemberJoined', stream: `member-${ALLIANCE}.${data.memberId}`, data };
}
