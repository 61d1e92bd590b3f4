// The address of a cluster: which are taken, what the client gets, and what may be shown.
import { describe, expect, it } from '@jest/globals';
import { clientAddress, isClusterAddress, shownAddress } from './address.js';

describe('the address of a cluster', () => {
  it.each(['kurrentdb://a:2113', 'kurrentdb+discover://a', 'esdb://a', 'esdb+discover://a', 'kdb://a', 'kurrent://a'])(
    'takes %s',
    (address) => expect(isClusterAddress(address)).toBe(true),
  );

  it.each(['http://a', 'a:2113', 'kurrentdb:/a', ' kurrentdb://a'])('does not take "%s"', (address) =>
    expect(isClusterAddress(address)).toBe(false),
  );

  it('has the client called by its own name, and keeps what the operator set', () => {
    expect(clientAddress('esdb+discover://u:p%40ss@a,b:2114/?tls=true&MaxDiscoverAttempts=3')).toBe(
      'kurrentdb+discover://u:p%40ss@a,b:2114?tls=true&MaxDiscoverAttempts=3&connectionName=alliance-kpi',
    );
    expect(clientAddress('kurrentdb://a?connectionname=b')).toBe('kurrentdb://a?connectionname=b');
  });

  it('leaves out what would have the client pass failures for successes', () => {
    expect(clientAddress('kurrentdb://a?throwOnAppendFailure=false&tls=false')).toBe(
      'kurrentdb://a?tls=false&connectionName=alliance-kpi',
    );
  });

  it('shows nobody who logs in', () => {
    expect(shownAddress('kurrentdb://user:p%40ss@a:2113,b?tls=true')).toBe('kurrentdb://a:2113,b');
  });
});
