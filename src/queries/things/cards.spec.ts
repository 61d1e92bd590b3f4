// Cards of things: what their facts say by a day.
import { describe, expect, it } from '@jest/globals';
import { dayOf } from '../../../projections/calendar.js';
import { fact } from '../../domain/stream.given.js';
import { effectiveFacts, type StreamEvent } from '../../domain/timeline.js';
import { cardOf, type Card, type ThingCategory } from './cards.js';

/** The card of a thing on a day, of which these facts are recorded. */
const given =
  (category: ThingCategory, ...events: StreamEvent[]) =>
  (at: string): Card | undefined =>
    cardOf(
      category,
      effectiveFacts(events).filter(({ on }) => on <= dayOf(at)),
      dayOf(at),
    );

describe('the card of a member', () => {
  const details = { name: 'Festo', category: 'associatePartner', agentType: 'company', country: 'DE' };
  const first = { memberId: 'festo', ...details, joinedOn: '2023-03-01' };
  const again = { ...first, category: 'affiliate', country: 'AT', joinedOn: '2024-05-01' };
  const on = given(
    'member',
    fact('MemberJoined', { ...first, evidence: [{ title: 'Letter' }] }),
    fact('MemberDetailsChanged', { country: 'FR', changedOn: '2023-06-01' }),
    fact('MemberLeft', { leftOn: '2024-01-31', reason: 'Closed.' }),
    fact('MemberJoined', again),
  );

  it('has its details as last changed, and those of a new joining alone', () => {
    expect(on('2023-02-28')).toBeUndefined();
    expect(on('2023-03-01')).toEqual({ ...first, status: 'member' });
    expect(on('2024-01-30')).toEqual({ ...first, country: 'FR', status: 'member' });
    expect(on('2024-01-31')).toEqual({ ...first, country: 'FR', status: 'left', leftOn: '2024-01-31' });
    expect(on('2024-05-01')).toEqual({ ...again, status: 'member' });
  });
});

describe('the card of a memorandum', () => {
  const parties = ['lcamp', 'festo'].map((partyId) => ({ partyId, name: partyId }));
  const proposed = { mouId: 'm', title: 'M', parties, proposedOn: '2024-01-10' };
  const signed = (partyId: string, signedOn: string) =>
    fact('MouSigned', { partyId, signedOn }, `signed by ${partyId}`);

  it('says who has signed, and is in force to the day before its end', () => {
    const on = given(
      'mou',
      fact('MouProposed', proposed),
      signed('lcamp', '2024-02-01'),
      signed('festo', '2024-02-28'),
    );
    const signedOn = (...days: (string | null)[]) => parties.map((party, i) => ({ ...party, signedOn: days[i] }));
    expect(on('2024-02-27')).toEqual({
      ...proposed,
      confidential: true,
      parties: signedOn('2024-02-01', null),
      status: 'proposed',
      effectiveOn: null,
      endsOn: null,
    });
    const whole = { parties: signedOn('2024-02-01', '2024-02-28'), effectiveOn: '2024-02-28', endsOn: '2029-02-28' };
    expect(on('2024-02-28')).toMatchObject({ ...whole, status: 'inForce' });
    expect(on('2029-02-27')).toMatchObject({ status: 'inForce' });
    expect(on('2029-02-28')).toMatchObject({ ...whole, status: 'expired' });
  });
});

describe('the card of a survey', () => {
  const opened = fact('SurveyOpened', {
    surveyId: 'w',
    title: 'Wave',
    openedOn: '2024-05-01',
    closesOn: '2024-05-31',
    invited: 9,
    scale: { min: 1, max: 5 },
    questions: [{ id: 'q1', text: 'How satisfied are you?' }],
  });

  it('is open to its last day, or to the day before it is closed', () => {
    const status = (on: (at: string) => Card | undefined, ...days: string[]) => days.map((at) => on(at)?.['status']);
    expect(status(given('survey', opened), '2024-05-31', '2024-06-01')).toEqual(['open', 'closed']);
    const closed = given('survey', opened, fact('SurveyClosed', { closedOn: '2024-05-20' }));
    expect(status(closed, '2024-05-19', '2024-05-20')).toEqual(['open', 'closed']);
    expect(closed('2024-05-20')).toMatchObject({ title: 'Wave', closesOn: '2024-05-31', closedOn: '2024-05-20' });
  });
});

describe('the card of an activity', () => {
  const planned = { activityId: 'a', workPackage: 2, title: 'Plan', start: 'M13', end: 'M18', plannedOn: '2023-06-01' };
  const facts = [
    fact('ActivityPlanned', planned),
    fact('ActivityRescheduled', { end: 'M24', revisedOn: '2023-09-01', reason: 'More time.' }),
  ];

  it('has the months as last rescheduled, and says how it ended', () => {
    const completed = given('activity', ...facts, fact('ActivityCompleted', { completedOn: '2024-05-10' }));
    expect(completed('2023-08-31')).toEqual({ ...planned, status: 'planned' });
    expect(completed('2024-05-09')).toMatchObject({ start: 'M13', end: 'M24', status: 'planned' });
    expect(completed('2024-05-10')).toMatchObject({ end: 'M24', status: 'completed', completedOn: '2024-05-10' });
    const cancelled = given(
      'activity',
      ...facts,
      fact('ActivityCancelled', { cancelledOn: '2024-05-10', reason: 'No.' }),
    );
    expect(cancelled('2024-05-10')).toMatchObject({ end: 'M24', status: 'cancelled', cancelledOn: '2024-05-10' });
  });
});

describe('the card of a stakeholder', () => {
  it('has the contacts with it, once there are some', () => {
    const identified = { stakeholderId: 'efvet', name: 'EfVET', identifiedOn: '2023-10-01' };
    const contact = { channel: 'e-mail', contactedOn: '2023-11-01', outcome: 'Interested.' };
    const on = given('stakeholder', fact('StakeholderIdentified', identified), fact('StakeholderContacted', contact));
    expect(on('2023-10-31')).toEqual({ ...identified, status: 'identified', contacts: [] });
    expect(on('2023-11-01')).toEqual({ ...identified, status: 'contacted', contacts: [contact] });
  });
});

describe('the card of a thematic group', () => {
  it('has its leader and its members', () => {
    const formed = { groupId: 'g', title: 'Maintenance', formedOn: '2023-10-01' };
    const joined = (memberId: string) => fact('ThematicGroupJoined', { memberId, joinedOn: '2023-10-02' }, memberId);
    const on = given(
      'thematicGroup',
      fact('ThematicGroupFormed', formed),
      joined('festo'),
      joined('sandvik'),
      fact('ThematicGroupLeaderElected', { memberId: 'sandvik', electedOn: '2023-10-15' }),
    );
    expect(on('2023-10-01')).toEqual({ ...formed, leader: null, members: [] });
    expect(on('2023-10-15')).toEqual({ ...formed, leader: 'sandvik', members: ['festo', 'sandvik'] });
  });
});

describe('the card of a recommendation', () => {
  it('that is published again after a withdrawal says nothing of the first publication', () => {
    const again = { recommendationId: 'r', title: 'R2', audience: ['Companies'], publishedOn: '2023-04-01' };
    const url = 'https://example.org/1';
    const facts = effectiveFacts([
      fact('RecommendationPublished', { ...again, title: 'R', language: 'en', url, publishedOn: '2023-01-01' }),
      fact('RecommendationRevised', { edition: 2, revisedOn: '2023-02-01', url: 'https://example.org/2' }),
      fact('RecommendationWithdrawn', { withdrawnOn: '2023-03-01', reason: 'Overtaken.' }),
      fact('RecommendationPublished', again),
    ]);
    expect(cardOf('recommendation', facts, dayOf('2024-01-01'))).toEqual({ ...again, status: 'published' });
  });
});
