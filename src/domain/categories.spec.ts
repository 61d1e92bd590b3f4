// Stream names: what they say, and what is none.
import { describe, expect, it } from '@jest/globals';
import { parseStreamName, streamName } from './categories.js';

const LONGEST = 'a'.repeat(64);

describe("a stream's name", () => {
  it.each([
    ['alliance-lcamp', { category: 'alliance', allianceId: 'lcamp' }],
    ['framework-lcamp', { category: 'framework', allianceId: 'lcamp' }],
    ['platform-my-alliance', { category: 'platform', allianceId: 'my-alliance' }],
    ['member-lcamp.festo', { category: 'member', allianceId: 'lcamp', id: 'festo' }],
    ['thematicGroup-lcamp.tg-1', { category: 'thematicGroup', allianceId: 'lcamp', id: 'tg-1' }],
    ['answer-lcamp.wave-1.r-1', { category: 'answer', allianceId: 'lcamp', id: 'wave-1', responseId: 'r-1' }],
    ['measurement-lcamp.I3', { category: 'measurement', allianceId: 'lcamp', id: 'I3' }],
    ['measurement-lcamp.SO2.I3.a', { category: 'measurement', allianceId: 'lcamp', id: 'SO2.I3.a' }],
    ['month-lcamp.m24', { category: 'month', allianceId: 'lcamp', id: 'm24' }],
    [`member-${LONGEST}.${LONGEST}`, { category: 'member', allianceId: LONGEST, id: LONGEST }],
  ])('%s', (name, parts) => {
    expect(parseStreamName(name)).toEqual(parts);
    const { category, allianceId, ...ids } = parts as NonNullable<ReturnType<typeof parseStreamName>>;
    expect(streamName(category, allianceId, ...Object.values(ids))).toBe(name);
  });

  it.each([
    '',
    'lcamp',
    'alliance',
    'alliance-',
    'alliance-lcamp.',
    'alliance-lcamp.x',
    'alliance-LCAMP',
    'club-lcamp',
    'constructor-lcamp',
    '__proto__-lcamp',
    '$alliance-lcamp',
    'member-lcamp',
    'member-lcamp.',
    'member-.festo',
    'member-lcamp.Festo',
    'member-lcamp.festo.x',
    'member-lcamp.fes/to',
    'member-lcamp.festo\n',
    'member-lcamp.festo\u0000',
    `member-lcamp.${LONGEST}a`,
    `member-${LONGEST}a.festo`,
    'answer-lcamp.wave-1',
    'answer-lcamp.wave-1.r-1.x',
    'measurement-lcamp.I_3',
    'month-lcamp.m0',
    'month-lcamp.m07',
    'month-lcamp.24',
    'month-lcamp.m-1',
    'Member-lcamp.festo',
  ])('%j is none', (name) => {
    expect(parseStreamName(name)).toBeUndefined();
  });
});
