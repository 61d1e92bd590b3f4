// Any date, as known at any time: figures that nobody asked for before.
import { ALLIANCE, SEED } from '../generated-log.mjs';
import { copyOf, madeStore, removeFolder } from '../made-stores.mjs';
import { inMs, median, quantile, shown } from '../measuring.mjs';
import { firstMessage, start } from '../processes/fresh-process.mjs';
import { draws } from '../seeded-random.mjs';

export const title = 'Any (at, asOf)';
const QUESTIONS = 100;
const WARM_UP = 10;
const MOST_MS = 100;
/** Before the first append of the log there is no framework, and no indicator to ask for. */
const FIRST_APPEND = 1_000;
const INDICATORS = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6'];

export async function run({ events, progress }) {
  const folder = copyOf(await madeStore(events));
  const service = start('./service.mjs', [folder]);
  const { url } = await firstMessage(service);
  const base = `${url}/api/alliances/${ALLIANCE}`;
  const chance = draws(SEED);
  const point = () => `at=M${1 + chance.below(48)}&asOf=${FIRST_APPEND + chance.below(events - FIRST_APPEND)}`;
  const questions = {
    'GET /indicators': () => `indicators?${point()}`,
    'GET /indicators/{id} (with series and breakdowns)': () => `indicators/${chance.pick(INDICATORS)}?${point()}`,
    'GET /milestones': () => `milestones?${point()}`,
  };
  try {
    const rows = [];
    for (const [name, ask] of Object.entries(questions)) {
      progress(name);
      const times = [];
      for (let i = 0; i < WARM_UP + QUESTIONS; i++) {
        const started = performance.now();
        const answer = await fetch(`${base}/${ask()}`);
        await answer.arrayBuffer();
        if (answer.status !== 200) throw new Error(`${name} answered ${answer.status}`);
        if (i >= WARM_UP) times.push(performance.now() - started);
      }
      rows.push({
        what: `${name}, ${shown(events)} events`,
        ours: `median ${inMs(median(times))}, p95 ${inMs(quantile(times, 0.95))}, worst ${inMs(Math.max(...times))}`,
        target: `worst under ${MOST_MS} ms`,
        reached: Math.max(...times) < MOST_MS,
      });
    }
    return { title, rows, notes: [`${QUESTIONS} random points each, over HTTP, one after another, none asked twice.`] };
  } finally {
    service.kill();
    removeFolder(folder);
  }
}
