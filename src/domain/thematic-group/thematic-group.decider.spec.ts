// A thematic group: formed once, joined once by each member, led by one at a time.
import { describe, it } from '@jest/globals';
import { fact, given, nothing } from '../stream.given.js';

const formed = (formedOn: string) => fact('ThematicGroupFormed', { groupId: 'tg-1', title: 'Maintenance', formedOn });
const joined = (memberId: string, joinedOn: string) =>
  fact('ThematicGroupJoined', { memberId, joinedOn }, `${memberId} joined on ${joinedOn}`);
const elected = (memberId: string, electedOn: string) =>
  fact('ThematicGroupLeaderElected', { memberId, electedOn }, `${memberId} elected on ${electedOn}`);

describe('a thematic group', () => {
  it('is formed once', () => {
    given('thematicGroup', formed('2023-10-01')).when(formed('2023-11-01')).isRefused('thematic-group-exists');
  });
  it('is joined once by each member', () => {
    const group = given('thematicGroup', formed('2023-10-01'), joined('festo', '2023-10-02'));
    group.when(joined('sandvik', '2023-10-02')).isAccepted();
    group
      .when(joined('sandvik', '2023-10-02'), joined('festo', '2023-11-02'))
      .isRefused('already-in-group', 'festo joined on 2023-11-02');
  });
  it('elects another leader, not the one it has', () => {
    const group = given('thematicGroup', formed('2023-10-01'), elected('festo', '2023-10-15'));
    group.when(elected('festo', '2024-10-15')).isRefused('already-leader');
    group.when(elected('sandvik', '2024-10-15'), elected('festo', '2025-10-15')).isAccepted();
  });
  it('takes no step before it is formed', () => {
    const group = given('thematicGroup', formed('2023-10-01'));
    group.when(joined('festo', '2023-09-30')).isRefused('thematic-group-not-formed');
    group.when(elected('festo', '2023-09-30')).isRefused('thematic-group-not-formed');
    nothing('thematicGroup').when(joined('festo', '2023-09-30')).isRefused('thematic-group-unknown');
  });
  it('an election that comes to light late must not repeat the next one', () => {
    given('thematicGroup', formed('2023-10-01'), elected('festo', '2024-10-15'))
      .when(elected('festo', '2023-10-15'))
      .isRefused('later-fact-without-ground', 'festo elected on 2024-10-15');
  });
});
