// Contract, "What is refused": a body that isn't JSON as it must be is 400, and nothing is stored.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALLIANCE, member, RunningService } from '../end-to-end/running-service.js';

const joining = JSON.stringify(member('festo'));
/** The data of a joining with other text for a value. */
const joiningWith = (from: string, to: string): string => joining.replace(from, to);
const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const surveyWith = (invited: string): string =>
  `{"surveyId":"wave-1","title":"Wave","openedOn":"2024-05-01","closesOn":"2024-05-31","invited":${invited},` +
  '"scale":{"min":1,"max":5},"questions":[{"id":"q1","text":"How satisfied are you?"}]}';

const NOT_JSON: readonly (readonly [what: string, body: string | Buffer, code: string])[] = [
  ['an empty body', '', 'body-missing'],
  ['truncated JSON', joining.slice(0, -1), 'json-invalid'],
  ['JSON with garbage after it', `${joining} x`, 'json-invalid'],
  ['two values', `${joining}${joining}`, 'json-invalid'],
  ['a comma before the end', joiningWith('}', ',}'), 'json-invalid'],
  ['a comment', `/* new */${joining}`, 'json-invalid'],
  ['a literal control character in a text', joiningWith('Member', 'Mem\u0001ber'), 'json-invalid'],
  ['33 levels', `{"memberId":"festo","name":${nested(32)}}`, 'json-too-deep'],
  ['100,000 levels', nested(100_000), 'json-too-deep'],
  ['a key twice', joiningWith('{', '{"memberId":"bosch",'), 'duplicate-key'],
  ['a key twice, once escaped', joiningWith('{', '{"\\u006demberId":"bosch",'), 'duplicate-key'],
  ['a key twice deep inside', joiningWith('}', ',"evidence":[{"title":"a","title":"b"}]}'), 'duplicate-key'],
  ['the key __proto__', joiningWith('{', '{"__proto__":{"category":"affiliate"},'), 'key-forbidden'],
  ['the key constructor', joiningWith('{', '{"constructor":{"prototype":{}},'), 'key-forbidden'],
  ['the literal NaN', surveyWith('NaN'), 'json-invalid'],
  ['the literal Infinity', surveyWith('-Infinity'), 'json-invalid'],
  ['1e400', surveyWith('1e400'), 'number-inexact'],
  ['a whole number beyond 2^53', surveyWith('9007199254740993'), 'number-inexact'],
  [
    'a byte that is not UTF-8',
    Buffer.concat([Buffer.from(joining.slice(0, -2)), Buffer.from([0xff, 0x22, 0x7d])]),
    'encoding-invalid',
  ],
  [
    'an overlong UTF-8 form',
    Buffer.concat([Buffer.from('{"memberId":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
    'encoding-invalid',
  ],
];

describe('a body that is not JSON as it must be', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
  });
  afterAll(() => service.stop());

  const path = (body: string | Buffer): string => (body.toString().includes('surveyId') ? '/surveys' : '/members');

  it.each(NOT_JSON)('refuses %s as a command', async (_what, body, code) => {
    await service.refuses({ method: 'POST', path: ALLIANCE + path(body), body }, { status: 400, code });
  });

  it.each([
    ['a number', surveyWith('9007199254740993'), 'number-inexact', 'invited'],
    [
      'a key twice',
      joiningWith('}', ',"evidence":[{"title":"a"},{"title":"b","title":"c"}]}'),
      'duplicate-key',
      'evidence.1.title',
    ],
    ['a key', joiningWith('{', '{"__proto__":{},'), 'key-forbidden', '__proto__'],
  ])('names where %s stands, in a batch with the place of its event', async (_what, body, code, field) => {
    await service.refuses({ method: 'POST', path: ALLIANCE + path(body), body }, { status: 400, code, field });
    const batch = `[{"specversion":"1.0"},{"specversion":"1.0","data":${body}}]`;
    const headers = { 'content-type': 'application/cloudevents-batch+json' };
    const call = { method: 'POST', path: `${ALLIANCE}/events`, body: batch, headers };
    const problem = await service.refuses(call, { status: 400, code, field: `data.${field}` });
    expect(problem.index).toBe(1);
  });

  it('takes a key of digits for a key, and what stands in a batch itself for a place in it', async () => {
    const call = { method: 'POST', path: `${ALLIANCE}/members`, body: '{"1":{"value":1e400}}' };
    const problem = await service.refuses(call, { status: 400, code: 'number-inexact', field: '1.value' });
    expect(problem).not.toHaveProperty('index');
    const headers = { 'content-type': 'application/cloudevents-batch+json' };
    const batch = { method: 'POST', path: `${ALLIANCE}/events`, body: '[{},1e400]', headers };
    const refused = await service.refuses(batch, { status: 400, code: 'number-inexact' });
    expect(refused.index).toBe(1);
    expect(refused).not.toHaveProperty('errors');
  });

  it.each(NOT_JSON.filter(([, body]) => body.length > 0))(
    'refuses %s as a CloudEvent and in a batch',
    async (_what, body, code) => {
      const event = (data: Buffer): Buffer =>
        Buffer.concat([Buffer.from('{"specversion":"1.0","data":'), data, Buffer.from('}')]);
      const types = { structured: 'application/cloudevents+json', batch: 'application/cloudevents-batch+json' };
      const structured = event(Buffer.from(body));
      const batch = Buffer.concat([Buffer.from('['), structured, Buffer.from(']')]);
      for (const [type, sent] of [
        [types.structured, structured],
        [types.batch, batch],
      ] as const) {
        const answer = await service.call({
          method: 'POST',
          path: `${ALLIANCE}/events`,
          body: sent,
          headers: { 'content-type': type },
        });
        if (answer.status !== 400) throw new Error(`${type}: ${answer.status} ${answer.text}`);
        // Levels are counted from the whole body, and a value cut off may be another fault there: all are 400.
        if (!['json-invalid', code].some((each) => answer.text.includes(`/problems/${each}"`)))
          throw new Error(answer.text);
      }
    },
  );

  it.each([
    ['a list', '[]'],
    ['a text', '"member"'],
    ['a number', '1'],
    ['null', 'null'],
  ])('refuses %s in the place of an object', async (_what, body) => {
    const code = body === 'null' ? 'body-missing' : 'wrong-type';
    await service.refuses({ method: 'POST', path: `${ALLIANCE}/members`, body }, { status: 400, code });
  });

  it('takes 32 levels as JSON, and then refuses the field', async () => {
    const body = `{"memberId":"festo","name":${nested(31)}}`;
    await service.refuses(
      { method: 'POST', path: `${ALLIANCE}/members`, body },
      { status: 400, code: 'wrong-type', field: 'name' },
    );
  });
});
