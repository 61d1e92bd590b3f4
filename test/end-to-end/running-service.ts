// A running service on a data folder of its own, with a clock that stands still, reached as any client reaches it: over HTTP.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { EventStore, Head } from '../../src/event-store/event-store.js';
import type { Service } from '../../src/service.js';

/** The moment at which the clock of every test service stands, until it is set forward. */
export const NOW = Date.parse('2025-06-30T10:00:00Z');
export const ALLIANCE = '/api/alliances/lcamp';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON, of the shape that the test expects. */
  json<T>(): T;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  /** A text or bytes go out as they are, anything else as JSON. */
  readonly body?: unknown;
}

/** What a command answers. */
export interface Recorded {
  readonly eventId: string;
  readonly stream: string;
  readonly position: string;
  readonly revision: string;
  readonly repeat: boolean;
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly { readonly field?: string; readonly code: string }[];
  readonly index?: number;
  readonly streams?: readonly string[];
  readonly revision?: string | null;
  readonly conflictsWith?: string;
  readonly fact?: { readonly stream?: string; readonly type: string; readonly eventId: string };
}

/** What a refusal must say: its status, the last part of its type, and the field at fault where there is one. */
export interface Expected {
  readonly status: number;
  readonly code: string;
  readonly field?: string;
  readonly index?: number;
}

export class RunningService {
  /** Milliseconds since 1970; set it forward to record later. */
  now = NOW;
  private constructor(
    readonly dataDir: string,
    private opened: Opened,
  ) {}

  /** Starts a service on an empty folder, or on one that is there. */
  static async start(dataDir = mkdtempSync(join(tmpdir(), 'alliance-kpi-test-'))): Promise<RunningService> {
    const clock = { now: (): number => NOW };
    const running = new RunningService(dataDir, await open(dataDir, () => clock.now()));
    clock.now = () => running.now;
    return running;
  }

  get url(): string {
    return this.opened.service.url;
  }

  /** Stops the service and starts it again on the same folder. */
  async restart(): Promise<void> {
    await this.close();
    this.opened = await open(this.dataDir, () => this.now);
  }

  /** Stops the service and leaves its folder. */
  close(): Promise<void> {
    return this.opened.service.close();
  }

  async stop(): Promise<void> {
    await this.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  call({ method, path, headers = {}, body }: Call): Promise<Answer> {
    const raw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const type = raw === undefined ? {} : { 'content-type': 'application/json' };
    const length = raw === undefined ? {} : { 'content-length': Buffer.byteLength(raw) };
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(
        this.url + path,
        { method, headers: { ...type, ...length, ...headers } },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              text,
              json: <T>() => JSON.parse(text) as T,
            });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(raw);
    });
  }

  get(path: string, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
    return this.call({ method: 'GET', path, headers });
  }

  post(path: string, body: unknown, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
    return this.call({ method: 'POST', path, headers, body });
  }

  /** Reads JSON that must be there. */
  async read<T>(path: string, headers: OutgoingHttpHeaders = {}): Promise<T> {
    const answer = await this.get(path, headers);
    expectStatus(answer, 200);
    return answer.json<T>();
  }

  /** Records a fact that must be taken. */
  async record(path: string, body: unknown, headers: OutgoingHttpHeaders = {}): Promise<Recorded> {
    const answer = await this.post(ALLIANCE + path, body, headers);
    expectStatus(answer, 201);
    return answer.json<Recorded>();
  }

  async establish(allianceId = 'lcamp', data: object = {}): Promise<void> {
    const answer = await this.post('/api/alliances', { allianceId, ...LCAMP, ...data });
    expectStatus(answer, 201);
  }

  head(): Promise<Head> {
    return this.opened.store.head();
  }

  /** How many events were recorded after a head: positions are the store's own, and may have gaps. */
  async recordedSince({ position }: Head): Promise<number> {
    return (await this.opened.store.readAll(position, 1_000)).length;
  }

  /** Whether a batch over several streams is one append. */
  get isAtomic(): boolean {
    return this.opened.store.capabilities.atomicAppendAll;
  }

  /** What must not change when a request is refused: the log's end, and what the routes answer. */
  private async stored(): Promise<unknown> {
    const { position, hash } = await this.head();
    const { text } = await this.get(`${ALLIANCE}/events?limit=1000`);
    return { position, hash, events: (text.match(/"specversion"/g) ?? []).length };
  }

  /** Sends what must be refused, and checks the problem that is answered and that nothing was stored. */
  async refuses(call: Call, { status, code, field, index }: Expected): Promise<Problem> {
    const before = await this.stored();
    const answer = await this.call(call);
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(`"/problems/${code}"`)]);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    const problem = answer.json<Problem>();
    expect(problem).toMatchObject({
      type: `/problems/${code}`,
      status,
      detail: expect.any(String),
      title: expect.any(String),
    });
    if (field !== undefined) expect(problem.errors?.map((error) => error.field)).toContain(field);
    if (index !== undefined) expect(problem.index).toBe(index);
    expect(await this.stored()).toEqual(before);
    return problem;
  }
}

/** Fails with what was answered, so that a failing test says why. */
export function expectStatus({ status, text }: Answer, wanted: number): void {
  expect(status === wanted ? status : `${status}: ${text}`).toBe(wanted);
}

export const LCAMP = {
  name: 'Learner Centric Advanced Manufacturing Platform',
  acronym: 'LCAMP',
  startsOn: '2022-06-15',
  endsOn: '2026-06-14',
  coordinator: 'Tknika',
};

export const member = (memberId: string, data: object = {}): object => ({
  memberId,
  name: `Member ${memberId}`,
  category: 'associatePartner',
  agentType: 'company',
  country: 'DE',
  joinedOn: '2024-01-10',
  ...data,
});

export const proposal = (mouId: string, data: object = {}): object => ({
  mouId,
  title: `Cooperation ${mouId}`,
  parties: [
    { partyId: 'lcamp', name: 'LCAMP' },
    { partyId: 'festo', name: 'Festo', country: 'DE' },
  ],
  proposedOn: '2024-01-10',
  ...data,
});

export const recommendation = (recommendationId: string, data: object = {}): object => ({
  recommendationId,
  title: `Recommendation ${recommendationId}`,
  audience: ['Policymakers'],
  publishedOn: '2024-03-01',
  ...data,
});

export const survey = (surveyId: string, data: object = {}): object => ({
  surveyId,
  title: `Survey ${surveyId}`,
  openedOn: '2024-05-01',
  closesOn: '2024-05-31',
  invited: 9,
  scale: { min: 1, max: 5 },
  questions: [
    { id: 'q1', text: 'How satisfied are you?' },
    { id: 'q2', text: 'How useful is it?' },
  ],
  satisfactionQuestion: 'q1',
  satisfiedFrom: 4,
  ...data,
});

export const answer = (responseId: string, q1: number | null, data: object = {}): object => ({
  responseId,
  answeredOn: '2024-05-14',
  answers: { q1 },
  ...data,
});

/** Where a suite runs on a cluster: its address. Each data folder stands for a log of its own, by its streams' prefix. */
export const clusterOf = (dataDir: string): { STORE_URL?: string; STREAM_PREFIX?: string } => {
  const address = process.env['TEST_STORE_URL'];
  if (address === undefined) return {};
  const log = createHash('sha256').update(dataDir).digest('hex').slice(0, 24);
  return { STORE_URL: address, STREAM_PREFIX: `t${log}_` };
};

interface Opened {
  readonly service: Service;
  readonly store: EventStore;
}

async function open(dataDir: string, clock: () => number): Promise<Opened> {
  const { readConfiguration } = await shipped<Configuration>('platform/configuration');
  const { startService } = await shipped<Services>('service');
  const { EVENT_STORE } = await shipped<Token>('event-store/event-store.token');
  const flags = { DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', ...clusterOf(dataDir) };
  const configuration = readConfiguration({}, flags);
  const service = await startService({ configuration, firstStart: 'nothing', clock });
  return { service, store: service.app.get<EventStore>(EVENT_STORE) };
}

type Configuration = typeof import('../../src/platform/configuration.js');
type Services = typeof import('../../src/service.js');
type Token = typeof import('../../src/event-store/event-store.token.js');

/** A module as it ships, in few files: to find and link each of src by itself takes longer than most specs. */
function shipped<Module>(name: string): Promise<Module> {
  return import(new URL(`../../service/${name}.js`, import.meta.url).href) as Promise<Module>;
}
