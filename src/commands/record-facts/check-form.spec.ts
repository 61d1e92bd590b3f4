// Specs of schema versions: an older one that is known is taken as the newest, any other is refused.
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { eventDefinition, type EventDefinition } from '../../domain/events.js';
import { ProblemError } from '../../platform/problems.js';
import { checkForm, type CheckedFact } from './check-form.js';

const first = z.strictObject({ memberId: z.string(), name: z.string(), since: z.iso.date() });
const third: EventDefinition = {
  ...(eventDefinition('MemberJoined') as EventDefinition),
  version: 3,
  schema: z.strictObject({ memberId: z.string(), names: z.array(z.string().min(1)), joinedOn: z.iso.date() }),
  older: [
    {
      version: 2,
      schema: z.strictObject({ memberId: z.string(), name: z.string(), joinedOn: z.iso.date() }),
      upcast: (data) => {
        const { name, ...rest } = data as { name: string };
        return { ...rest, names: [name] };
      },
    },
    {
      version: 1,
      schema: first,
      upcast: (data) => {
        const { since, ...rest } = data as z.infer<typeof first>;
        return { ...rest, joinedOn: since };
      },
    },
  ],
};

function checked(schemaVersion: number | undefined, data: object): CheckedFact {
  const fact = {
    eventId: '0f8fad5b-d9cb-469f-a165-70867728950e',
    stream: 'member-lcamp.festo',
    type: 'MemberJoined',
    data: { memberId: 'festo', ...data },
    ...(schemaVersion === undefined ? {} : { schemaVersion }),
    metadata: { source: 'urn:test' },
  };
  const [only] = checkForm([fact], 'lcamp', () => third);
  return only as CheckedFact;
}

function refusedFor(schemaVersion: number, data: object): { code: string; field: string | undefined } {
  try {
    checked(schemaVersion, data);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { code: error.problem.code, field: error.problem.errors?.[0]?.field };
  }
  throw new Error('it was taken');
}

describe('a fact in an older version of its schema', () => {
  const newest = { schemaVersion: 3, data: { memberId: 'festo', names: ['Festo'], joinedOn: '2024-01-10' } };

  it.each<readonly [version: number | undefined, data: object]>([
    [1, { name: 'Festo', since: '2024-01-10' }],
    [2, { name: 'Festo', joinedOn: '2024-01-10' }],
    [3, { names: ['Festo'], joinedOn: '2024-01-10' }],
    [undefined, { names: ['Festo'], joinedOn: '2024-01-10' }],
  ])('is taken as the newest: %s', (version, data) => {
    expect(checked(version, data)).toMatchObject(newest);
  });

  it('is checked against the version that it is in', () => {
    expect(refusedFor(1, { name: 'Festo', joinedOn: '2024-01-10' })).toEqual({ code: 'missing', field: 'since' });
  });

  it('is checked as the newest, too', () => {
    expect(refusedFor(2, { name: '', joinedOn: '2024-01-10' }).field).toBe('names.0');
  });

  it.each([
    [0, 'schema-unknown'],
    [4, 'schema-too-new'],
  ])('is refused in version %s', (version, code) => {
    expect(refusedFor(version, {})).toEqual({ code, field: 'dataschema' });
  });
});
