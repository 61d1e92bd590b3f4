// The alliance itself: established once, officially registered, never unmade.
import { describe, it } from '@jest/globals';
import { eventDefinition } from '../events.js';
import { corrected, fact, given, nothing, proven, retracted } from '../stream.given.js';

const established = (changes: object = {}) =>
  fact('AllianceEstablished', { ...eventDefinition('AllianceEstablished')?.example, ...changes }, 'establishment');
const registered = (publishedOn: string) =>
  fact('OfficialRegistrationPublished', { journal: 'Moniteur belge', reference: '2023/147852', publishedOn });

describe('an alliance', () => {
  it('is established once', () => {
    nothing('alliance').when(established()).isAccepted();
    given('alliance', established())
      .when({ ...established(), eventId: 'again' })
      .isRefused('alliance-exists', 'again');
  });
  it('is unknown before', () => {
    nothing('alliance').when(registered('2023-11-10')).isRefused('alliance-unknown');
  });
  it('may be registered before its project starts: many alliances are older than their grant', () => {
    given('alliance', established()).when(registered('2021-03-01')).isAccepted();
  });
  it('has one official registration at a time', () => {
    const alliance = given('alliance', established(), registered('2023-11-10'));
    alliance.when(registered('2024-01-10')).isRefused('already-registered');
    alliance.when(retracted('OfficialRegistrationPublished of 2023-11-10'), registered('2024-01-10')).isAccepted();
  });
  it('a registration recorded late, before the one that stands, is a second one as well', () => {
    given('alliance', established(), registered('2023-11-10'))
      .when(registered('2023-10-01'))
      .isRefused('later-fact-without-ground', 'OfficialRegistrationPublished of 2023-11-10');
  });
});

describe("an alliance's establishment", () => {
  it("can't be retracted", () => {
    given('alliance', established()).when(retracted('establishment')).isRefused('retraction-of-alliance');
  });
  it('can be corrected', () => {
    given('alliance', established())
      .when(corrected('establishment', established({ acronym: 'LCAMP+' })))
      .isAccepted();
  });
  it("can't be retracted with another fact behind it", () => {
    given('alliance', established())
      .when(retracted('establishment'), registered('2023-11-10'))
      .isRefused('retraction-of-alliance');
    given('alliance', established())
      .when(retracted('establishment'), { ...established(), eventId: 'anew' })
      .isRefused('retraction-of-alliance');
  });
  it('can be corrected again', () => {
    given('alliance', established(), corrected('establishment', established({ acronym: 'LCAMP+' })))
      .when(corrected('correction of establishment', established()))
      .isAccepted();
  });
  it('can be proven', () => {
    given('alliance', established()).when(proven('establishment')).isAccepted();
  });
});
