// What is said of a copy that fails: nothing about the log.
import { describe, expect, it } from '@jest/globals';
import { EventStoreError } from '../event-store.js';
import { ofCopy } from './maintenance.js';

describe('a backup', () => {
  it('without room for it says so of its own place, and not that nothing can be recorded', () => {
    const full = new EventStoreError('unavailable', 'There is no room left to record.', { reason: 'storage-full' });
    expect(ofCopy('/mnt/copy.db', full)).toMatchObject({
      message: 'There is no room for the copy /mnt/copy.db. Make some, or name a place that has.',
      details: { reason: 'copy-too-large' },
    });
    const damaged = new EventStoreError('corrupt', 'The event at position 3 is not what was recorded.');
    expect(ofCopy('/mnt/copy.db', damaged)).toBe(damaged);
  });
});
