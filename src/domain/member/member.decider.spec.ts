// Members join, change while they are members, leave, and may come back.
import { describe, it } from '@jest/globals';
import { corrected, fact, given, nothing, proven, retracted } from '../stream.given.js';

const joined = (joinedOn: string, named?: string) =>
  fact(
    'MemberJoined',
    { memberId: 'festo', name: 'Festo', category: 'affiliate', agentType: 'company', country: 'DE', joinedOn },
    named,
  );
const changed = (changedOn: string) => fact('MemberDetailsChanged', { category: 'associatePartner', changedOn });
const left = (leftOn: string, named?: string) => fact('MemberLeft', { leftOn }, named);

describe('a member', () => {
  it('joins, changes and leaves', () => {
    given('member', joined('2023-03-01'), changed('2023-06-01')).when(left('2024-01-31')).isAccepted();
  });
  it('joins, changes and leaves in one request', () => {
    nothing('member').when(joined('2023-03-01'), changed('2023-06-01'), left('2024-01-31')).isAccepted();
  });
  it('is unknown before it has ever joined', () => {
    nothing('member').when(left('2024-01-31')).isRefused('member-unknown', 'MemberLeft of 2024-01-31');
    nothing('member').when(changed('2024-01-31')).isRefused('member-unknown');
    nothing('member').when(retracted('MemberJoined of 2023-03-01')).isRefused('member-unknown');
  });
  it("can't join while it is a member", () => {
    given('member', joined('2023-03-01')).when(joined('2024-03-01')).isRefused('already-member');
    given('member', joined('2023-03-01')).when(joined('2023-03-01', 'again')).isRefused('already-member', 'again');
  });
  it("can't leave or change before joining, or after leaving", () => {
    const member = given('member', joined('2023-03-01'), left('2024-01-31'));
    member.when(left('2023-02-28')).isRefused('not-a-member', 'MemberLeft of 2023-02-28');
    member.when(changed('2023-02-28')).isRefused('not-a-member');
    member.when(left('2024-02-01')).isRefused('not-a-member');
    member.when(changed('2024-02-01')).isRefused('not-a-member');
  });
  it('comes back later, or on the very day of leaving', () => {
    const once = given('member', joined('2023-03-01'), left('2024-01-31'));
    once.when(joined('2024-05-01')).isAccepted();
    once.when(joined('2024-01-31')).isAccepted();
  });
  it('joins and leaves on one day, in the order of recording', () => {
    nothing('member').when(joined('2024-03-01'), left('2024-03-01')).isAccepted();
    nothing('member').when(left('2024-03-01'), joined('2024-03-01')).isRefused('not-a-member');
  });
});

describe('what is recorded of a member late', () => {
  it('an earlier period is taken up before a later one', () => {
    given('member', joined('2024-03-01')).when(joined('2022-09-01'), left('2023-06-30')).isAccepted();
  });
  it('an earlier joining alone would let the later one stand twice', () => {
    given('member', joined('2024-03-01'))
      .when(joined('2022-09-01'))
      .isRefused('later-fact-without-ground', 'MemberJoined of 2024-03-01');
  });
  it('a leaving before a recorded change takes its ground away', () => {
    given('member', joined('2023-03-01'), changed('2024-01-15'))
      .when(left('2023-12-31'))
      .isRefused('later-fact-without-ground', 'MemberDetailsChanged of 2024-01-15');
  });
});

describe("a member's retractions and corrections", () => {
  it('a retracted joining leaves no ground for what followed', () => {
    const member = given('member', joined('2023-03-01'), left('2024-01-31'));
    member
      .when(retracted('MemberJoined of 2023-03-01'))
      .isRefused('later-fact-without-ground', 'MemberLeft of 2024-01-31');
    member.when(retracted('MemberLeft of 2024-01-31')).isAccepted();
  });
  it('a joining and what followed are retracted together', () => {
    given('member', joined('2023-03-01'), left('2024-01-31'))
      .when(retracted('MemberLeft of 2024-01-31'), retracted('MemberJoined of 2023-03-01'))
      .isAccepted();
  });
  it('once all is retracted, the stream is known, and holds no membership', () => {
    const member = given('member', joined('2023-03-01'), retracted('MemberJoined of 2023-03-01'));
    member.when(left('2024-01-31')).isRefused('not-a-member');
    member.when(joined('2023-04-01')).isAccepted();
  });
  it('a corrected date is judged where it now stands', () => {
    const member = given('member', joined('2023-03-01'), left('2024-01-31'));
    member.when(corrected('MemberJoined of 2023-03-01', joined('2023-05-01'))).isAccepted();
    member
      .when(corrected('MemberJoined of 2023-03-01', joined('2024-02-01')))
      .isRefused('later-fact-without-ground', 'MemberLeft of 2024-01-31');
  });
  it('a correction keeps the place: left and back on one day stays left and back', () => {
    given('member', joined('2023-03-01'), left('2024-01-31', 'leaving'), joined('2024-01-31', 'coming back'))
      .when(corrected('leaving', left('2024-01-31')))
      .isAccepted();
  });
  it('the same leaving recorded anew comes after the return of that day', () => {
    given('member', joined('2023-03-01'), left('2024-01-31', 'leaving'), joined('2024-01-31', 'coming back'))
      .when(retracted('leaving'), left('2024-01-31', 'leaving again'))
      .isRefused('later-fact-without-ground', 'coming back');
  });
  it('a correction can be corrected, and still keeps the first place', () => {
    given(
      'member',
      joined('2023-03-01'),
      left('2024-01-31', 'leaving'),
      joined('2024-01-31', 'coming back'),
      corrected('leaving', left('2024-01-30')),
    )
      .when(corrected('correction of leaving', left('2024-01-31')))
      .isAccepted();
  });
  it('evidence is no ground and needs none', () => {
    given('member', joined('2023-03-01'), proven('MemberJoined of 2023-03-01', '2022-12-01'))
      .when(retracted('MemberJoined of 2023-03-01'))
      .isAccepted();
  });
});
