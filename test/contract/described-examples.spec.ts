// The examples in the OpenAPI are true: each is sent as it stands, and what comes is what the description says.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { problemTypes } from '../../src/platform/problems.js';
import {
  ALLIANCE,
  expectStatus,
  member,
  proposal,
  RunningService,
  type Answer,
} from '../end-to-end/running-service.js';

interface Content {
  readonly schema: object;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly example?: string;
  readonly schema?: { readonly example?: string };
}
interface Described {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, Content>>; readonly headers?: object }>
  >;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: object; readonly responses: Described['responses'] };
}

/** In an order in which each can follow the ones before it. */
const COMMANDS = [
  'put /framework',
  ...['/framework/baselines', '/framework/targets', '/registration', '/platform-releases', '/measurements'],
  ...['/members', '/members/{id}/changes', '/mous', '/mous/{id}/signatures', '/mous/{id}/extension'],
  ...['/mous/{id}/termination', '/mous/{id}/withdrawal', '/recommendations', '/recommendations/{id}/revisions'],
  ...['/recommendations/{id}/withdrawal', '/surveys', '/surveys/{id}/answers', '/surveys/{id}/closing'],
  ...['/activities', '/activities/{id}/rescheduling', '/activities/{id}/completion', '/activities/{id}/cancellation'],
  ...['/stakeholders', '/stakeholders/{id}/contacts', '/thematic-groups', '/thematic-groups/{id}/members'],
  ...['/thematic-groups/{id}/leader', '/members/{id}/departure'],
  ...['/months/{month}/narratives', '/months/{month}/submission', '/months/{month}/return', '/months/{month}/approval'],
  '/months/{month}/seal',
  ...['/events/{eventId}/evidence', '/events/{eventId}/correction', '/events/{eventId}/retraction'],
].map((each) => (each.startsWith('/') ? `post ${each}` : each));

/** Answered without anything being recorded: 200. */
const WHAT_IF = '/what-if';
/** Headers of answers that tell a client what to do with them. */
const TELLING = { etag: 'ETag', 'content-disposition': 'Content-Disposition' };
const IMPORTS = ['/imports', '/imports/participants', '/imports/{importId}/reversal'];

describe('the examples of the OpenAPI', () => {
  let service: RunningService;
  let document: Document;
  const ajv = new Ajv2020({ allErrors: true, strict: false, allowUnionTypes: true });
  ajvFormats.default(ajv);

  beforeAll(async () => {
    service = await RunningService.start();
    document = await service.read<Document>('/api/openapi.json');
    ajv.addSchema({ $id: 'openapi', components: { schemas: document.components.schemas } });
  });
  afterAll(() => service.stop());

  const described = (method: string, path: string): Described => {
    const operation = document.paths[path]?.[method];
    if (!operation) throw new Error(`${method} ${path} is not described`);
    return operation;
  };
  const pathOf = (path: string, { parameters = [] }: Described, replaced: Readonly<Record<string, string>>): string =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const example = replaced[name] ?? parameters.find((each) => each.in === 'path' && each.name === name)?.example;
      if (example === undefined) throw new Error(`${path} has no example of ${name}`);
      return example;
    });
  const expectAsDescribed = ({ responses }: Described, { status, headers, text }: Answer): void => {
    const [mediaType = ''] = (headers['content-type'] ?? '').split(';');
    const content = responses[String(status)]?.content?.[mediaType];
    if (!content) throw new Error(`${status} as ${mediaType} is not described: ${text}`);
    const told = Object.entries(TELLING).flatMap(([name, written]) => (name in headers ? [written] : []));
    expect(Object.keys(responses[String(status)]?.headers ?? {})).toEqual(expect.arrayContaining(told));
    if (!/^application\/(.+\+)?json$/.test(mediaType)) return;
    expect(faultsOf(content.schema, JSON.parse(text))).toEqual([]);
    expect(faultsOf(content.schema, content.example)).toEqual([]);
  };
  const faultsOf = (schema: object, value: unknown): string[] => {
    const validate = ajv.compile(
      JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components')) as object,
    );
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };

  it('commands are taken as they stand, and answered as described', async () => {
    const established = described('post', '/api/alliances');
    const body = established.requestBody?.content['application/json']?.example;
    const first = await service.post('/api/alliances', body);
    expectStatus(first, 201);
    expectAsDescribed(established, first);
    const event = async (id: string): Promise<string> =>
      (await service.record('/members', member(id), { 'idempotency-key': randomUUID() })).eventId;
    for (const command of COMMANDS) {
      const [method = '', path = ''] = command.split(' ');
      const operation = described(method, `/api/alliances/{allianceId}${path}`);
      const replaced: Record<string, string> = {};
      // What an example stands on, where no other example is that.
      if (path.endsWith('/extension'))
        await service.record('/mous/mou-festo/signatures', { partyId: 'lcamp', signedOn: '2024-03-01' });
      if (path.endsWith('/approval')) await service.record('/months/M24/submission', { submittedOn: '2024-06-28' });
      if (path === '/mous/{id}/withdrawal') {
        await service.record('/mous', proposal('declined'));
        replaced['id'] = 'declined';
      }
      if (path.endsWith('/cancellation')) {
        await service.record('/activities', {
          activityId: 'merged',
          workPackage: 2,
          title: 'Merged',
          plannedOn: '2023-06-01',
        });
        replaced['id'] = 'merged';
      }
      if (path.includes('{eventId}'))
        replaced['eventId'] = await event(path.endsWith('/correction') ? 'festo-2' : randomUUID());
      let example = operation.requestBody?.content['application/json']?.example;
      if (path.endsWith('/correction')) {
        const correction = example as { reason: string; data: object };
        example = { ...correction, data: { ...correction.data, memberId: 'festo-2' } };
      }
      const answered = await service.call({
        method: method.toUpperCase(),
        path: pathOf(`/api/alliances/{allianceId}${path}`, operation, replaced),
        body: example,
      });
      expect([command, answered.status, answered.text]).toEqual([command, 201, expect.any(String)]);
      expectAsDescribed(operation, answered);
    }
  });

  it('has an example for every command, and every one of them is sent here', () => {
    const commands = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method !== 'get' && path.startsWith('/api/alliances/{allianceId}/'))
        .map((method) => `${method} ${path.replace('/api/alliances/{allianceId}', '')}`),
    );
    expect(commands.filter((command) => !COMMANDS.includes(command))).toEqual([
      'post /events',
      `post ${WHAT_IF}`,
      ...IMPORTS.map((path) => `post ${path}`),
    ]);
  });

  it('a what-if is answered', async () => {
    const operation = described('post', `/api/alliances/{allianceId}${WHAT_IF}`);
    const example = operation.requestBody?.content['application/json']?.example;
    const answered = await service.post(ALLIANCE + WHAT_IF, example);
    expectStatus(answered, 200);
    expect(answered.json<object>()).toMatchObject({ refused: [] });
    expectAsDescribed(operation, answered);
  });

  it('CloudEvents are taken in each of the three modes', async () => {
    const operation = described('post', '/api/alliances/{allianceId}/events');
    const { content = {} } = operation.requestBody ?? {};
    const structured = content['application/cloudevents+json']?.example as Record<string, string>;
    for (const [mediaType, { example }] of Object.entries(content)) {
      const { data: _data, ...attributes } = structured;
      const binary = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce-${name}`, value]));
      const headers = { 'content-type': mediaType, ...(mediaType === 'application/json' ? binary : {}) };
      const answered = await service.post(`${ALLIANCE}/events`, example, headers);
      expect([mediaType, answered.status]).toEqual([mediaType, mediaType === 'application/json' ? 200 : 201]);
      expectAsDescribed(operation, answered);
    }
  });

  it('an import is recorded, and taken back', async () => {
    let importId: string | null = null;
    for (const path of IMPORTS) {
      const operation = described('post', `/api/alliances/{allianceId}${path}`);
      const [mediaType, { example }] = Object.entries(operation.requestBody?.content ?? {}).find(
        ([, content]) => content.example !== undefined,
      ) as [string, Content];
      const at = pathOf(`/api/alliances/{allianceId}${path}`, operation, importId === null ? {} : { importId });
      const query = path === '/imports' ? '?dryRun=false' : '';
      const answered = await service.post(at + query, example, { 'content-type': mediaType });
      const status = path === '/imports/participants' ? 200 : 201;
      expect([path, answered.status, answered.text]).toEqual([path, status, expect.any(String)]);
      expectAsDescribed(operation, answered);
      if (path === '/imports') ({ importId } = answered.json<{ importId: string }>());
    }
  });

  it('reads answer as described', async () => {
    for (const [path, { get }] of Object.entries(document.paths)) {
      if (!get || path.endsWith('/stream')) continue;
      const required = (get.parameters ?? []).filter(({ in: place, required }) => place === 'query' && required);
      const query = new URLSearchParams(
        required.map(({ name, schema }): [string, string] => [name, schema?.example ?? '']),
      );
      const answered = await service.get(`${pathOf(path, get, {})}?${query.toString()}`);
      expect([path, answered.status]).toEqual([path, 200]);
      expectAsDescribed(get, answered);
    }
  });

  it('files are described in each of their formats', async () => {
    for (const [path, files] of [
      [`${ALLIANCE}/reports/{file}`, ['M24.csv', 'M24.xlsx', 'M24.ods']],
      ['/api/import-templates/{file}', ['members.xlsx']],
    ] as const) {
      const { get } = document.paths[path.replace(ALLIANCE, '/api/alliances/{allianceId}')] ?? {};
      for (const file of files) {
        const answered = await service.get(path.replace('{file}', file));
        expectStatus(answered, 200);
        expectAsDescribed(get as Described, answered);
      }
    }
    const path = '/api/alliances/{allianceId}/imports';
    const operation = described('post', path);
    const { example } = operation.requestBody?.content['text/csv'] ?? {};
    const headers = { 'content-type': 'text/csv', accept: 'application/x-ndjson' };
    expectAsDescribed(operation, await service.post(`${ALLIANCE}/imports`, example, headers));
  });

  it('a service that is not ready, and what any request may meet, are described', () => {
    const { responses } = described('get', '/health/ready');
    expect(Object.keys(responses['503']?.content ?? {})).toEqual(['application/json']);
    for (const methods of Object.values(document.paths))
      for (const { responses: each } of Object.values(methods))
        expect(each['default']).toEqual({ $ref: '#/components/responses/Problem' });
    // Too many are saved already; no room for one more.
    const saving = Object.keys(described('put', '/api/import-profiles/{name}').responses);
    expect(saving).toEqual(expect.arrayContaining(['409', '507']));
    expect(saving).not.toContain('412');
  });

  it('examples of bodies are such as their schemas have them, and each schema says what it may hold', () => {
    for (const [path, methods] of Object.entries(document.paths))
      for (const { requestBody } of Object.values(methods))
        for (const [mediaType, { schema, example }] of Object.entries(requestBody?.content ?? {}))
          if (example !== undefined)
            expect([path, mediaType, faultsOf(schema, example)]).toEqual([path, mediaType, []]);
    // One that says neither is a record that holds nothing, to those who make types from it.
    const isOpaque = (value: unknown): boolean => {
      if (typeof value !== 'object' || value === null) return false;
      const { type, properties, additionalProperties } = value as Readonly<Record<string, unknown>>;
      return (type === 'object' && !properties && !additionalProperties) || Object.values(value).some(isOpaque);
    };
    const schemas = Object.entries(document.components.schemas).map(([name, schema]) => [name, schema] as const);
    const bodies = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).flatMap(({ requestBody }) =>
        Object.values(requestBody?.content ?? {}).map(({ schema }) => [path, schema] as const),
      ),
    );
    expect([...schemas, ...bodies].filter(([, schema]) => isOpaque(schema)).map(([name]) => name)).toEqual([]);
  });

  it('every problem type has an example, which is one', () => {
    const problems = Object.values(document.components.responses).flatMap(({ content }) =>
      Object.values(content?.['application/problem+json']?.examples ?? {}),
    );
    const types = problems.map(({ value }) => (value as { type: string }).type);
    expect(types.sort()).toEqual(
      Object.keys(problemTypes)
        .map((code) => `/problems/${code}`)
        .sort(),
    );
    for (const { value } of problems) expect(faultsOf({ $ref: '#/components/schemas/Problem' }, value)).toEqual([]);
  });
});
