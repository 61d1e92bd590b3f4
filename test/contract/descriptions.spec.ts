// Contract, section 5: what the service says of itself — OpenAPI, schemas, problem types, health and metrics.
import asyncApi from '@asyncapi/specs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import ajvFormats from 'ajv-formats';
import { EVENT_TYPES } from '../../src/domain/events.js';
import { problemTypes } from '../../src/platform/problems.js';
import { ALLIANCE, member, RunningService } from '../end-to-end/running-service.js';

describe('what the service says of itself', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
  });
  afterAll(() => service.stop());

  interface OpenApi {
    readonly openapi: string;
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  }

  it('describes events in and out in AsyncAPI 3.0, as its published schema and its references have it', async () => {
    const description = await service.read<object>('/api/asyncapi.json');
    // The schema brings its own copy of the schema of schemas.
    const ajv = new Ajv({ strict: false, meta: false, validateSchema: false });
    ajvFormats.default(ajv);
    const validate = ajv.compile(asyncApi.schemas['3.0.0'] as object);
    expect([validate(description), validate.errors]).toEqual([true, null]);
    expect(validate({ ...description, info: {} })).toBe(false);
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);
    const steps = (path: string): string[] =>
      path.split('/').map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
    const found = (path: string): unknown =>
      steps(path).reduce<unknown>((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], description);
    expect(references.length).toBeGreaterThan(10);
    expect(references.filter((path) => found(path) === undefined)).toEqual([]);
  });

  it('describes every route of the contract in OpenAPI', async () => {
    const { openapi, paths } = await service.read<OpenApi>('/api/openapi.json');
    expect(openapi).toMatch(/^3\.1/);
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) => `${method.toUpperCase()} ${path.replace('/api/alliances/{allianceId}', '')}`,
      ),
    );
    const step = (thing: string, ...steps: string[]): string[] => [
      `GET /${thing}`,
      `POST /${thing}`,
      `GET /${thing}/{id}`,
      ...steps.map((each) => `POST /${thing}/{id}/${each}`),
    ];
    expect(routes).toEqual(
      expect.arrayContaining([
        'GET /api/alliances',
        'POST /api/alliances',
        'POST /events',
        'GET /events',
        'PUT /framework',
        'POST /framework/baselines',
        'POST /framework/targets',
        'POST /registration',
        'POST /platform-releases',
        'POST /measurements',
        ...step('members', 'changes', 'departure'),
        ...step('mous', 'signatures', 'extension', 'termination', 'withdrawal'),
        ...step('recommendations', 'revisions', 'withdrawal'),
        ...step('surveys', 'answers', 'closing'),
        ...step('activities', 'rescheduling', 'completion', 'cancellation'),
        ...step('stakeholders', 'contacts'),
        ...step('thematic-groups', 'leader', 'members'),
        'POST /events/{eventId}/retraction',
        'POST /events/{eventId}/correction',
        'POST /events/{eventId}/evidence',
        'GET /indicators',
        'GET /indicators/{indicatorId}',
        'GET /indicators/{indicatorId}/facts',
        'GET /milestones',
        'GET /reports/{file}',
        'GET /stream',
        'GET /health/live',
        'GET /health/ready',
        'GET /metrics',
      ]),
    );
  });

  it.each([
    ['post', '/events/{eventId}/retraction', ['Idempotency-Key', 'If-Match']],
    ['post', '/events/{eventId}/correction', ['Idempotency-Key', 'If-Match']],
    ['post', '/events/{eventId}/evidence', ['Idempotency-Key', 'If-Match']],
    ['get', '/indicators', ['If-Position-At-Least']],
    ['get', '/members/{id}', ['If-Position-At-Least']],
    ['post', '/what-if', ['If-Position-At-Least']],
  ])('describes in OpenAPI what headers %s %s takes', async (method, path, names) => {
    const { paths } = await service.read<OpenApi>('/api/openapi.json');
    const operation = paths[`/api/alliances/{allianceId}${path}`]?.[method];
    const { parameters } = operation as { parameters: { name: string; in: string }[] };
    const headers = parameters.filter((each) => each.in === 'header').map(({ name }) => name);
    expect(headers).toEqual(expect.arrayContaining(names));
  });

  it('shows the OpenAPI page, from its own files alone', async () => {
    const { status, headers, text } = await service.get('/api/docs', { accept: 'text/html' });
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
    expect(text).not.toMatch(/(src|href)="https?:/);
  });

  it('lists and serves the schema of every event, of the framework and of reports', async () => {
    const { schemas } = await service.read<{ schemas: string[] }>('/schemas');
    expect(schemas).toEqual([
      ...EVENT_TYPES.map((type) => `/schemas/${type}/1`),
      '/schemas/framework/1',
      '/schemas/report/1',
    ]);
    for (const path of schemas) {
      const schema = await service.get(path);
      expect([schema.status, schema.headers['content-type']]).toEqual([
        200,
        expect.stringContaining('application/schema+json'),
      ]);
      expect(schema.json()).toMatchObject({ $id: path, $schema: 'https://json-schema.org/draft/2020-12/schema' });
    }
  });

  it('has a page for every problem type', async () => {
    for (const [code, { status, title }] of Object.entries(problemTypes)) {
      expect(await service.read(`/problems/${code}`)).toMatchObject({
        type: `/problems/${code}`,
        status,
        title,
        remedy: expect.any(String),
      });
    }
  });

  it('is live and ready, and says how far its figures are', async () => {
    const { position } = await service.record('/members', member('festo'));
    expect(await service.read('/health/live')).toEqual({ status: 'ok' });
    expect(await service.read('/health/ready')).toMatchObject({ status: 'ok', position, head: position, lag: '0' });
  });

  it('counts its requests for Prometheus, by route and never by id', async () => {
    await service.get(`${ALLIANCE}/members/festo`);
    const { status, headers, text } = await service.get('/metrics');
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('text/plain')]);
    expect(text).toMatch(/^# TYPE .+ (counter|gauge|histogram)$/m);
    expect(text).toContain(':allianceId/members/:id');
    expect(text).not.toContain('festo');
  });

  it('sends headers that keep a browser to this service', async () => {
    for (const path of ['/api/alliances', `${ALLIANCE}/indicators`, '/api/nothing']) {
      const { headers } = await service.get(path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      });
    }
  });

  it('lets a browser keep what is named after its content for ever, and nothing else', async () => {
    const page = await service.get('/');
    const [, script] = /src="(\/assets\/[^"]+\.js)"/.exec(page.text) ?? [];
    expect(page.headers['cache-control']).toBe('no-store');
    const asset = await service.get(script as string);
    expect([asset.status, asset.headers['cache-control']]).toEqual([200, expect.stringContaining('immutable')]);
    expect((await service.get(`${ALLIANCE}/indicators`)).headers['cache-control']).toBe('no-store');
  });

  it('has examples of events in AsyncAPI that stand in streams of their own', async () => {
    interface Example {
      readonly payload: { readonly type: string };
    }
    const { channels } = await service.read<{
      channels: { events: { messages: Readonly<Record<string, { examples: readonly Example[] }>> } };
    }>('/api/asyncapi.json');
    const headers = { 'content-type': 'application/cloudevents+json' };
    for (const { examples } of Object.values(channels.events.messages)) {
      for (const { payload } of examples) {
        // What its stream holds by now decides the rest.
        const { status, text } = await service.post(`${ALLIANCE}/events`, payload, headers);
        expect([payload.type, [201, 404, 409].includes(status), text]).toEqual([payload.type, true, text]);
      }
    }
  });
});
