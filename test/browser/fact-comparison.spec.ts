// Why a fact came into a figure or went out of it, between two moments.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadWebModule } from './web-module.js';

interface Fact {
  readonly stream: string;
  readonly eventId: string;
  readonly type: string;
  readonly position: string;
  readonly effectiveOn: string;
  readonly data: Readonly<Record<string, unknown>>;
}
interface Moment {
  readonly at: string;
  readonly asOf: string;
  readonly facts: readonly Fact[];
}
interface Module {
  readonly compareFacts: (
    before: Moment,
    after: Moment,
    histories?: ReadonlyMap<string, unknown>,
  ) => {
    readonly came: readonly { fact: Fact; why: string }[];
    readonly went: readonly { fact: Fact; why: string; reason?: string }[];
  };
}

const fact = (eventId: string, effectiveOn: string, position: string): Fact => ({
  stream: 'member-lcamp.festo',
  eventId,
  type: 'MemberJoined',
  position,
  effectiveOn,
  data: {},
});
const moment = (at: string, asOf: string, ...facts: Fact[]): Moment => ({ at, asOf, facts });

describe('What differs between a figure at two moments', () => {
  let compare: Module['compareFacts'];
  beforeAll(async () => {
    compare = (await loadWebModule<Module>('facts/fact-comparison.ts')).compareFacts;
  });

  it('tells what happened in between from what was only recorded later, and from what time made count', () => {
    const before = moment('2024-01-31', '100');
    const after = moment(
      '2024-03-31',
      '200',
      fact('happened', '2024-02-10', '90'),
      fact('recorded', '2024-01-10', '150'),
      fact('counts', '2024-01-10', '50'),
    );
    expect(compare(before, after).came.map(({ fact: { eventId }, why }) => [eventId, why])).toEqual([
      ['happened', 'happened'],
      ['recorded', 'recorded'],
      ['counts', 'counts'],
    ]);
  });

  it('tells a correction from a retraction, each with its reason, and both from an end', () => {
    const gone = ['corrected', 'retracted', 'ended'].map((id) => ({
      ...fact(id, '2024-01-10', '50'),
      stream: `member-lcamp.${id}`,
    }));
    const retraction = (id: string, position: string) => ({
      type: 'EventRetracted',
      position,
      data: { eventId: id, reason: `because of ${id}` },
    });
    const histories = new Map([
      [
        'member-lcamp.corrected',
        {
          events: [
            retraction('corrected', '150'),
            { type: 'MemberJoined', position: '150', corrects: 'corrected', data: {} },
          ],
        },
      ],
      ['member-lcamp.retracted', { events: [retraction('retracted', '160')] }],
      ['member-lcamp.ended', { events: [retraction('ended', '260')] }],
    ]);
    const { went } = compare(moment('2024-01-31', '100', ...gone), moment('2024-03-31', '200'), histories);
    expect(went.map(({ why, reason }) => [why, reason])).toEqual([
      ['corrected', 'because of corrected'],
      ['retracted', 'because of retracted'],
      ['countsNoMore', undefined],
    ]);
  });

  it('looks back too: what was not yet there went', () => {
    const later = fact('later', '2024-02-10', '150');
    const { went, came } = compare(moment('2024-03-31', '200', later), moment('2024-01-31', '200'));
    expect(came).toEqual([]);
    expect(went.map(({ why }) => why)).toEqual(['notYet']);
  });
});
