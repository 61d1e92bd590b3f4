// A stakeholder is identified once, and contacted from then on.
import { describe, it } from '@jest/globals';
import { fact, given, nothing } from '../stream.given.js';

const identified = (identifiedOn: string) =>
  fact('StakeholderIdentified', { stakeholderId: 'efvet', name: 'EfVET', identifiedOn });
const contacted = (contactedOn: string) => fact('StakeholderContacted', { channel: 'meeting', contactedOn });

describe('a stakeholder', () => {
  it('is identified once', () => {
    given('stakeholder', identified('2023-06-01')).when(identified('2023-07-01')).isRefused('stakeholder-exists');
  });
  it('is contacted as often as it takes, from its identification on', () => {
    const stakeholder = given('stakeholder', identified('2023-06-01'));
    stakeholder.when(contacted('2023-06-01'), contacted('2023-09-14')).isAccepted();
    stakeholder.when(contacted('2023-05-31')).isRefused('stakeholder-not-identified');
  });
  it('is unknown before', () => {
    nothing('stakeholder').when(contacted('2023-05-31')).isRefused('stakeholder-unknown');
  });
});
