// LCAMP's first events hold what the annual plan prints, no less and no more.
import { describe, expect, it } from '@jest/globals';
import type { StakeholderIdentified } from '../domain/stakeholder/stakeholder.events.js';
import { frameworkFor } from './framework-for.js';
import { countByType, refusals } from './history.fixture.js';
import { lcampEvents } from './lcamp.js';
import { listedActivities, listedPartners, listedStakeholders } from './plan-lists.js';
import { slug } from './slug.js';

const events = lcampEvents('2026-11-24T09:00:00.000Z');
const stakeholders = events
  .filter(({ type }) => type === 'StakeholderIdentified')
  .map(({ data }) => data as StakeholderIdentified);
const stakeholder = (id: string): StakeholderIdentified | undefined =>
  stakeholders.find(({ stakeholderId }) => stakeholderId === id);

describe("the plan's lists", () => {
  it('hold 20 partners, 58 associates, 52 rows of Annex I and 32 activities', () => {
    const partners = listedPartners();
    expect(partners.filter(({ category }) => category === 'project partner')).toHaveLength(20);
    expect(partners.filter(({ category }) => category === 'associate partner')).toHaveLength(58);
    expect(listedStakeholders()).toHaveLength(52);
    expect(listedActivities()).toHaveLength(32);
  });

  it('agree with Figure 2 on the number of associates in each country', () => {
    const countries: Record<string, number> = {};
    for (const { category, country } of listedPartners()) {
      if (category === 'associate partner') countries[country] = (countries[country] ?? 0) + 1;
    }
    const figure = { Spain: 13, France: 13, Canada: 10, Turkey: 7, Germany: 5, International: 4, Belgium: 1 };
    expect(countries).toEqual({ ...figure, Netherlands: 2, UK: 1, Italy: 1, Sweden: 1 });
  });
});

describe("LCAMP's first events", () => {
  it('are the alliance, its framework, 126 organisations and 32 activities: nobody has joined or signed', () => {
    expect(countByType(events)).toEqual({
      AllianceEstablished: 1,
      FrameworkAdopted: 1,
      StakeholderIdentified: 20 + 58 + 52 - 4,
      ActivityPlanned: 32,
    });
  });

  it('can all be recorded as one append', () => {
    expect(refusals(events)).toEqual([]);
    expect(new Set(events.map(({ append }) => append)).size).toBe(1);
  });

  it('have ids and streams of their own, the same on every start', () => {
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
    expect(new Set(events.map(({ stream }) => stream)).size).toBe(events.length);
    const later = lcampEvents('2027-01-01T00:00:00.000Z');
    expect(later.map(({ eventId }) => eventId)).toEqual(events.map(({ eventId }) => eventId));
  });

  it('name an organisation of two lists once, with what both say', () => {
    expect(stakeholder('efvet')?.description).toContain('Associate partner A54');
    expect(stakeholder('efvet')?.description).toContain('THE LARGEST VET NETWORK');
    for (const id of ['lifelong-learning-platform', 'cican']) expect(stakeholder(id)).toBeUndefined();
    expect(stakeholder('lllp')?.description).toContain('LIFELONG LEARNING PLATFORM');
    expect(stakeholder('colleges-and-institutes-canada')?.country).toBe('CA');
  });

  it("keep the plan's own word for a type beside ours", () => {
    expect(stakeholder('ihk-ostwurttemberg')).toMatchObject({ name: 'IHK Ostwürttemberg', agentType: 'education' });
    expect(stakeholder('ihk-ostwurttemberg')?.description).toContain('Chamber of industry');
    expect(stakeholder('eaea')).toMatchObject({ agentType: 'internationalOrganisation', country: 'INT' });
  });

  it('leave out what Annex I does not print, and say where its nameless row got its name', () => {
    expect(stakeholder('cecimo')).not.toHaveProperty('country');
    expect(stakeholder('cecimo')).not.toHaveProperty('agentType');
    expect(stakeholder('national-association-of-manufacturers')?.description).toContain('printed without a name');
  });

  it('carry months as printed, and a responsible only where it is an organisation', () => {
    const planned = events.filter(({ type }) => type === 'ActivityPlanned').map(({ data }) => data);
    expect(planned).toContainEqual(expect.objectContaining({ start: '2024-03', end: '2024-03', workPackage: 1 }));
    expect(planned.filter((data) => 'end' in data && data.end === 'M24')).toHaveLength(3);
    const responsibles = planned.flatMap((data) => ('responsible' in data ? [data.responsible] : []));
    expect(responsibles).toEqual(['EARLALL', 'TKNIKA']);
  });
});

describe('the shipped framework', () => {
  const { objectives, indicators, milestones } = frameworkFor('lcamp');
  const indicator = (id: string) => indicators.find((each) => each.id === id);

  it('is Figure 1', () => {
    expect(objectives.map(({ id }) => id)).toEqual(['SO1', 'SO2', 'SO3']);
    expect(indicators.map(({ id }) => id)).toEqual(['I1', 'I2', 'I3', 'I4', 'I5', 'I6']);
    expect(milestones.map(({ id }) => id)).toEqual(['MS1', 'MS2', 'MS3']);
    expect(indicators.map(({ targets }) => targets)).toEqual([
      [{ value: true, month: 17 }],
      [{ value: 200, month: 48 }],
      [{ value: 100, month: 48 }],
      [{ value: 30, month: 48 }],
      [{ value: 80, month: 42 }],
      [{ value: true, month: 12 }],
    ]);
    expect(indicator('I3')?.baseline).toEqual({ value: 40, month: 17, label: '40 measured on M17' });
    expect(indicator('I2')?.baseline).toEqual({ label: 'Partners + associate + affiliate' });
    expect(indicator('I4')?.measuredAt).toEqual([24, 36, 48]);
  });

  it('states its reading of every indicator and milestone', () => {
    for (const { id, note } of [...indicators, ...milestones]) expect([id, note?.length]).not.toEqual([id, undefined]);
  });

  it('invents no lead beneficiary and no means of verification', () => {
    for (const milestone of milestones) {
      expect(milestone).not.toHaveProperty('leadBeneficiary');
      expect(milestone).not.toHaveProperty('meansOfVerification');
    }
  });

  it('names the alliance that adopts it as the party of its memoranda', () => {
    expect(indicator('I3')?.measure).toEqual({ kind: 'mousSigned', party: 'lcamp' });
    const other = frameworkFor('other').indicators.find(({ id }) => id === 'I3');
    expect(other?.measure).toEqual({ kind: 'mousSigned', party: 'other' });
  });
});

describe('an id made from a name', () => {
  it.each([
    ['GEBKİM VET', 'gebkim-vet'],
    ['SKUPNOST VSŠ', 'skupnost-vss'],
    ["IRELAND'S CLUSTER CENTRE", 'irelands-cluster-centre'],
    ['_SM', 'sm'],
    ['x'.repeat(70), 'x'.repeat(64)],
    [`${'word '.repeat(12)}longest`, Array.from({ length: 12 }, () => 'word').join('-')],
  ])('%s: %s', (name, id) => expect(slug(name)).toBe(id));

  it('is refused where nothing is left of the name', () => {
    expect(() => slug('…')).toThrow('no letter or digit');
  });
});
