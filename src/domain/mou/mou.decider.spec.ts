// A memorandum of understanding: Annex II, article 8. Proposed, signed by each party, in force for five years.
import { describe, expect, it } from '@jest/globals';
import { dayOf } from '../../../projections/calendar.js';
import { corrected, fact, given, nothing, retracted } from '../stream.given.js';
import { isInForce, mou, type Mou } from './mou.decider.js';
import type { MouEvent } from './mou.events.js';

const proposed = (proposedOn: string, ...partyIds: string[]) =>
  fact('MouProposed', {
    mouId: 'mou-1',
    title: 'Cooperation',
    parties: partyIds.map((partyId) => ({ partyId, name: partyId.toUpperCase() })),
    proposedOn,
  });
const signed = (partyId: string, signedOn: string) => fact('MouSigned', { partyId, signedOn }, `signed by ${partyId}`);
const extended = (agreedOn: string, expiresOn: string) => fact('MouExtended', { agreedOn, expiresOn });
const terminated = (terminatedOn: string, byPartyId = 'festo') => fact('MouTerminated', { byPartyId, terminatedOn });
const withdrawn = (withdrawnOn: string) => fact('MouWithdrawn', { withdrawnOn });

const proposal = proposed('2024-01-10', 'lcamp', 'festo');
const inForceFrom = (day: string) => [proposal, signed('lcamp', '2024-01-20'), signed('festo', day)];

describe('signing', () => {
  it('each party signs once', () => {
    const mou = given('mou', proposal, signed('lcamp', '2024-02-28'));
    mou.when(signed('festo', '2024-02-29')).isAccepted();
    mou.when(fact('MouSigned', { partyId: 'lcamp', signedOn: '2024-03-01' })).isRefused('already-signed');
  });
  it('only a party that the MoU names', () => {
    given('mou', proposal).when(signed('sandvik', '2024-02-28')).isRefused('not-a-party', 'signed by sandvik');
  });
  it('not before the proposal, nor on an MoU that nobody proposed', () => {
    given('mou', proposal).when(signed('festo', '2024-01-09')).isRefused('mou-not-proposed');
    nothing('mou').when(signed('festo', '2024-01-09')).isRefused('mou-unknown');
  });
  it('not after a withdrawal, nor after its end', () => {
    given('mou', proposal, withdrawn('2024-02-01')).when(signed('festo', '2024-02-02')).isRefused('mou-withdrawn');
    const ended = given('mou', ...inForceFrom('2024-02-29'), terminated('2024-06-30'));
    ended.when(fact('MouSigned', { partyId: 'festo', signedOn: '2024-07-01' })).isRefused('mou-ended');
  });
  it('a signature that comes to light late moves the last one nowhere', () => {
    given('mou', proposal, signed('festo', '2024-02-29')).when(signed('lcamp', '2024-01-15')).isAccepted();
  });
  it('a second proposal needs another id', () => {
    given('mou', proposal)
      .when(proposed('2024-03-01', 'lcamp', 'sandvik'))
      .isRefused('mou-exists');
  });
});

describe('in force', () => {
  const replay = (...events: { type: string; data: object }[]): Mou =>
    events.reduce((state, event) => mou.evolve(state, event as MouEvent), mou.initial);
  const on = (state: Mou, day: string): boolean => isInForce(state, dayOf(day));

  it('from the last signature to the day before the fifth anniversary', () => {
    const state = replay(...inForceFrom('2024-03-01'));
    expect(['2024-02-29', '2024-03-01', '2029-02-28', '2029-03-01'].map((day) => on(state, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
  it('signed on 29 February, the anniversary is 28 February', () => {
    const state = replay(...inForceFrom('2024-02-29'));
    expect([on(state, '2024-02-29'), on(state, '2029-02-27'), on(state, '2029-02-28')]).toEqual([true, true, false]);
  });
  it('before the day that an extension names', () => {
    const state = replay(...inForceFrom('2024-02-29'), extended('2025-01-01', '2030-06-30'));
    expect([on(state, '2030-06-29'), on(state, '2030-06-30')]).toEqual([true, false]);
  });
  it('not from the day of a termination on', () => {
    const state = replay(...inForceFrom('2024-02-29'), terminated('2024-06-30'));
    expect(on(state, '2024-06-30')).toBe(false);
  });
});

describe('extending', () => {
  it('while in force, from the very first day', () => {
    given('mou', ...inForceFrom('2024-02-29'))
      .when(extended('2024-02-29', '2030-01-01'))
      .isAccepted();
  });
  it('not before it is in force', () => {
    given('mou', proposal, signed('lcamp', '2024-01-20'))
      .when(extended('2024-02-01', '2030-01-01'))
      .isRefused('mou-not-in-force');
  });
  it('not on the fifth anniversary, when it has just ended', () => {
    const mou = given(
      'mou',
      proposed('2018-12-01', 'lcamp', 'festo'),
      signed('lcamp', '2019-01-15'),
      signed('festo', '2019-02-01'),
    );
    mou.when(extended('2024-01-31', '2026-01-01')).isAccepted();
    mou.when(extended('2024-02-01', '2026-01-01')).isRefused('mou-not-in-force');
    mou.when(terminated('2024-02-01')).isRefused('mou-not-in-force');
  });
  it('only to a date after the present end', () => {
    const mou = given('mou', ...inForceFrom('2024-02-29'));
    mou.when(extended('2024-06-01', '2029-02-28')).isRefused('not-an-extension');
    mou.when(extended('2024-06-01', '2029-03-01')).isAccepted();
  });
  it('a second extension goes beyond the first', () => {
    const mou = given('mou', ...inForceFrom('2024-02-29'), extended('2024-06-01', '2031-01-01'));
    mou.when(extended('2024-07-01', '2030-12-31')).isRefused('not-an-extension');
    mou.when(extended('2024-07-01', '2031-01-02')).isAccepted();
  });
  it('an extension agreed earlier, recorded later, must not overtake the one that builds on it', () => {
    given('mou', ...inForceFrom('2024-02-29'), extended('2024-06-01', '2031-01-01'))
      .when(extended('2024-05-01', '2032-01-01'))
      .isRefused('later-fact-without-ground', 'MouExtended of 2024-06-01');
  });
});

describe('terminating and withdrawing', () => {
  it('a party terminates while it is in force, once', () => {
    const mou = given('mou', ...inForceFrom('2024-02-29'));
    mou.when(terminated('2024-02-29')).isAccepted();
    mou.when(terminated('2024-02-28')).isRefused('mou-not-in-force');
    mou.when(terminated('2024-06-30', 'sandvik')).isRefused('not-a-party');
    given('mou', ...inForceFrom('2024-02-29'), terminated('2024-06-30'))
      .when(terminated('2024-07-01', 'lcamp'))
      .isRefused('mou-not-in-force');
  });
  it('a terminated MoU is not extended', () => {
    given('mou', ...inForceFrom('2024-02-29'), terminated('2024-06-30'))
      .when(extended('2024-07-01', '2031-01-01'))
      .isRefused('mou-not-in-force');
  });
  it('a proposal is withdrawn once, and only until all have signed', () => {
    given('mou', proposal, signed('lcamp', '2024-01-20')).when(withdrawn('2024-02-01')).isAccepted();
    given('mou', proposal, withdrawn('2024-02-01')).when(withdrawn('2024-02-02')).isRefused('mou-withdrawn');
    given('mou', ...inForceFrom('2024-02-29'))
      .when(withdrawn('2024-03-01'))
      .isRefused('mou-signed-by-all');
  });
  it('a withdrawal before a recorded signature takes its ground away', () => {
    given('mou', proposal, signed('festo', '2024-02-29'))
      .when(withdrawn('2024-02-01'))
      .isRefused('later-fact-without-ground', 'signed by festo');
  });
});

describe('retracting and correcting', () => {
  it('a retracted signature leaves a termination without ground', () => {
    given('mou', ...inForceFrom('2024-02-29'), terminated('2024-06-30'))
      .when(retracted('signed by lcamp'))
      .isRefused('later-fact-without-ground', 'MouTerminated of 2024-06-30');
  });
  it('a proposal is corrected to name other parties only while they have not signed', () => {
    const mou = given('mou', proposal, signed('festo', '2024-02-29'));
    const correctTo = (...parties: string[]) => corrected(proposal.eventId, proposed('2024-01-10', ...parties));
    mou.when(correctTo('lcamp', 'sandvik')).isRefused('later-fact-without-ground', 'signed by festo');
    mou.when(correctTo('lcamp', 'festo', 'sandvik')).isAccepted();
  });
});
