// Bad requests, one a line in `*.cases.ndjson`, each with its answer: nothing is stored, and the problem names what is wrong.
// `fault` numbers what goes wrong, the same in all files.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ALLIANCE,
  answer,
  expectStatus,
  member,
  proposal,
  recommendation,
  RunningService,
  survey,
  type Expected,
} from '../end-to-end/running-service.js';

interface Case {
  readonly fault: number;
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body as JSON, as it is, or as base64 where it is no text. */
  readonly body?: unknown;
  readonly text?: string;
  readonly base64?: string;
  /** Spaces are put after the text up to this length. */
  readonly padTo?: number;
  readonly expected: Expected;
}

const casesOf = (name: string): Case[] =>
  readFileSync(new URL(`../../../test/corpus/${name}.cases.ndjson`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Case);

/** What is recorded before: things in all the states that a case speaks of. Keys stand for ids in the cases' paths. */
const GIVEN: readonly (readonly [path: string, data: object, key?: string])[] = [
  ['/members', member('first'), 'first-joined'],
  ['/members', member('left'), 'left-joined'],
  ['/members/left/departure', { leftOn: '2024-06-01' }],
  ['/members', member('mistaken'), 'left-retracted'],
  ['/mous', proposal('proposed')],
  ['/mous', proposal('signed')],
  ['/mous/signed/signatures', { partyId: 'lcamp', signedOn: '2024-02-01' }],
  ['/mous/signed/signatures', { partyId: 'festo', signedOn: '2024-02-01' }],
  ['/mous', proposal('ended')],
  ['/mous/ended/signatures', { partyId: 'lcamp', signedOn: '2024-02-01' }],
  ['/mous/ended/signatures', { partyId: 'festo', signedOn: '2024-02-01' }],
  ['/mous/ended/termination', { byPartyId: 'festo', terminatedOn: '2025-01-01' }],
  ['/recommendations', recommendation('open')],
  ['/recommendations', recommendation('withdrawn')],
  ['/recommendations/withdrawn/withdrawal', { withdrawnOn: '2024-04-01', reason: 'Superseded.' }],
  ['/surveys', survey('open')],
  ['/surveys/open/answers', answer('given', 4)],
  ['/surveys', survey('closed')],
  ['/surveys/closed/closing', { closedOn: '2024-05-15' }],
];

const indicators = [
  { id: 'I2', title: 'Members', unit: 'count', direction: 'up', measure: { kind: 'membersJoined' } },
  { id: 'I7', title: 'Visits', unit: 'number', direction: 'up', measure: { kind: 'reported' } },
];

describe.each(['http', 'cloud-events', 'domain'])('the corpus: %s', (name) => {
  let service: RunningService;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
    const framework = { id: 'small', title: 'Small', objectives: [], indicators, milestones: [] };
    const body = { adoptedOn: '2022-06-15', framework };
    expectStatus(await service.call({ method: 'PUT', path: `${ALLIANCE}/framework`, body }), 201);
    for (const [path, data, key] of GIVEN) {
      const { eventId } = await service.record(path, data, key === undefined ? {} : { 'idempotency-key': key });
      if (key !== undefined) ids.set(key, eventId);
    }
    const retraction = await service.record(`/events/${ids.get('left-retracted')}/retraction`, { reason: 'Mistaken.' });
    ids.set('retraction', retraction.eventId);
    const event = {
      specversion: '1.0',
      id: 'first-event',
      source: 'https://crm.example.org',
      type: 'org.alliance-kpi.MemberJoined',
      subject: 'member-lcamp.second',
      data: member('second'),
    };
    expectStatus(
      await service.post(`${ALLIANCE}/events`, event, { 'content-type': 'application/cloudevents+json' }),
      201,
    );
  });
  afterAll(() => service.stop());

  it.each(casesOf(name).map((each) => [`${each.fault}: ${each.what}`, each] as const))('%s', async (_what, each) => {
    const path = each.path.replace(/\{([a-z-]+)\}/, (_key, key: string) => ids.get(key) as string);
    const { method, headers = {}, text, base64, padTo = 0 } = each;
    const raw = base64 === undefined ? text?.padEnd(padTo) : Buffer.from(base64, 'base64');
    const body = raw ?? each.body;
    const problem = await service.refuses({ method, path, headers, body }, each.expected);
    expect(problem).toMatchObject({ detail: expect.stringMatching(/\S/), remedy: expect.stringMatching(/\S/) });
  });
});
