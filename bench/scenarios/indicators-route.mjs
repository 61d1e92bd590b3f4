// GET /indicators, beside a bare Fastify route that answers the same bytes.
import { ALLIANCE } from '../generated-log.mjs';
import { requestRate } from '../http-load.mjs';
import { copyOf, madeStore, removeFolder } from '../made-stores.mjs';
import { inTurns, median, medianRatio, perSecond, shown } from '../measuring.mjs';
import { firstMessage, start } from '../processes/fresh-process.mjs';

export const title = 'GET /indicators';
const EVENTS = 100_000;
const CONNECTIONS = 16;
const ROUNDS = 7;
const ROUND_MS = 2_000;
const PATH = `/api/alliances/${ALLIANCE}/indicators`;

export async function run() {
  const folder = copyOf(await madeStore(EVENTS));
  const service = start('./service.mjs', [folder]);
  const { url } = await firstMessage(service);
  const body = await (await fetch(url + PATH)).text();
  const bareRoute = start('./bare-route.mjs', [PATH]);
  bareRoute.send(body);
  const { url: bareUrl } = await firstMessage(bareRoute);
  try {
    if ((await (await fetch(bareUrl + PATH)).text()) !== body) throw new Error('the bytes are not the same');
    const measure = (of) => () => requestRate(of + PATH, CONNECTIONS, ROUND_MS);
    await inTurns({ ours: measure(url), bare: measure(bareUrl) }, 1);
    const { ours, bare } = await inTurns({ ours: measure(url), bare: measure(bareUrl) }, ROUNDS);
    const ratio = medianRatio(ours, bare);
    const row = {
      what: `${CONNECTIONS} connections, ${shown(Buffer.byteLength(body))} bytes`,
      ours: perSecond(median(ours)),
      beside: `bare Fastify route: ${perSecond(median(bare))}`,
      ratio,
      target: 'at least 0.5',
      reached: ratio >= 0.5,
    };
    const notes = [
      'The same question again: its answer is kept until the log or the day changes. Other questions: next table.',
    ];
    return { title, rows: [row], notes };
  } finally {
    bareRoute.kill();
    service.kill();
    removeFolder(folder);
  }
}
