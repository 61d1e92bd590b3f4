// From a command to the message on GET /stream, at a steady 200 events a second.
import { Agent, get, request } from 'node:http';
import { ALLIANCE, lateAnswer, memberJoined, SEED } from '../generated-log.mjs';
import { copyOf, madeStore, removeFolder } from '../made-stores.mjs';
import { inMs, quantile, shown } from '../measuring.mjs';
import { firstMessage, start } from '../processes/fresh-process.mjs';
import { draws } from '../seeded-random.mjs';

export const title = 'From an acknowledged append to GET /stream';
const EVENTS_PER_SECOND = 200;
const SECONDS = 20;
const CONNECTIONS = 32;
const WARM_UP_SECONDS = 3;
const MOST_MS = 50;
/** Below this share of the rate, requests pile up: what is measured then is not the load that is asked for. */
const SUSTAINED = 0.98;
const SHARE_OF_ANSWERS = 0.6;
const LAST_MESSAGES_MS = 3_000;

export async function run({ events }) {
  const folder = copyOf(await madeStore(events));
  const service = start('./service.mjs', [folder]);
  const { url } = await firstMessage(service);
  const base = `${url}/api/alliances/${ALLIANCE}`;
  const seen = new Map();
  let stopListening = () => undefined;
  try {
    stopListening = await listen(`${base}/stream`, seen);
    const sent = await sendSteadily(base);
    await new Promise((resolve) => setTimeout(resolve, LAST_MESSAGES_MS));
    return sectionOf(sent, seen, events);
  } finally {
    stopListening();
    service.kill();
    removeFolder(folder);
  }
}

/** Notes when each position was told. Resolves with how to end that, once the stream is open. */
function listen(url, seen) {
  return new Promise((resolve, reject) => {
    const listening = get(url, { agent: false, headers: { accept: 'text/event-stream' } }, (stream) => {
      let text = '';
      stream.setEncoding('utf8').on('data', (chunk) => {
        const now = performance.now();
        text += chunk;
        for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
          const [, id] = /^id: (\d+)/m.exec(text.slice(0, end)) ?? [];
          if (id !== undefined) seen.set(id, now);
          text = text.slice(end + 2);
        }
        resolve(() => listening.destroy());
      });
      stream.on('error', () => undefined);
    });
    listening.on('error', reject);
  });
}

/** Posts at fixed times, whether or not the ones before were answered: a slow service can't slow its load. */
async function sendSteadily(base) {
  const chance = draws(SEED + 1);
  const total = EVENTS_PER_SECOND * (WARM_UP_SECONDS + SECONDS);
  const started = performance.now();
  const posts = [];
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  for (let i = 0; i < total; i++) {
    const due = started + (i * 1_000) / EVENTS_PER_SECOND;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    posts.push(
      post(base, chance, agent).then((each) => ({ ...each, counts: i >= EVENTS_PER_SECOND * WARM_UP_SECONDS })),
    );
  }
  const sent = await Promise.all(posts);
  agent.destroy();
  return { posts: sent.filter(({ counts }) => counts), perSecond: (total * 1_000) / (performance.now() - started) };
}

async function post(base, chance, agent) {
  const isAnswer = chance.chance(SHARE_OF_ANSWERS);
  const { surveyId, ...answer } = lateAnswer(chance);
  const path = isAnswer ? `surveys/${surveyId}/answers` : 'members';
  const body = JSON.stringify(isAnswer ? answer : memberJoined(chance));
  const sentAt = performance.now();
  const { status, text } = await postJson(`${base}/${path}`, body, agent);
  if (status !== 201) throw new Error(`POST ${path} answered ${status}: ${text}`);
  return { sentAt, acknowledgedAt: performance.now(), position: JSON.parse(text).position };
}

function postJson(url, body, agent) {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const posting = request(url, { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode, text }));
    });
    posting.on('error', reject);
    posting.end(body);
  });
}

function sectionOf({ posts, perSecond }, seen, events) {
  const told = posts.filter(({ position }) => seen.has(position));
  const sinceAcknowledged = told.map(({ acknowledgedAt, position }) =>
    Math.max(0, seen.get(position) - acknowledgedAt),
  );
  const sinceSent = told.map(({ sentAt, position }) => seen.get(position) - sentAt);
  const acknowledged = posts.map(({ sentAt, acknowledgedAt }) => acknowledgedAt - sentAt);
  const figures = (times) => `p50 ${inMs(quantile(times, 0.5))}, p99 ${inMs(quantile(times, 0.99))}`;
  const row = (what, times, target) => ({ what, ours: figures(times), ...target });
  const p99 = quantile(sinceAcknowledged, 0.99);
  const sustained = perSecond >= SUSTAINED * EVENTS_PER_SECOND;
  const complete = told.length === posts.length;
  const rows = [
    row('acknowledged → message', sinceAcknowledged, {
      target: `p99 under ${MOST_MS} ms, ${EVENTS_PER_SECOND} a second kept up, every event told`,
      reached: p99 < MOST_MS && sustained && complete,
    }),
    {
      what: 'rate kept up',
      ours: `${shown(perSecond)} /s`,
      beside: `offered: ${EVENTS_PER_SECOND} /s`,
      ratio: perSecond / EVENTS_PER_SECOND,
    },
    row('request sent → message', sinceSent, {}),
    row('request sent → acknowledged', acknowledged, {}),
  ];
  const notes = [
    `${shown(posts.length)} events on a log of ${shown(events)}; ${shown(told.length)} of them were told; each changes a figure. ` +
      'A message that is there before the answer counts as 0 ms.',
  ];
  return { title, rows, notes };
}
