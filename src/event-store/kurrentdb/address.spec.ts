// The address of a cluster: which are taken, what the client gets, and what may be shown.
import { describe, expect, it } from '@jest/globals';
import { addressFault, clientAddress, shownAddress } from './address.js';

describe('the address of a cluster', () => {
  it.each([
    'kurrentdb://a:2113',
    'kurrentdb+discover://a',
    'esdb://a',
    'esdb+discover://a/',
    'kdb://u:p%40ss@a,b:2114',
    'kurrent://a?tls=true&NODE_PREFERENCE=read_only_replica&keepAliveInterval=-1&connectionName=kpi%20here',
  ])('takes %s', (address) => expect(addressFault(address)).toBeUndefined());

  it.each([
    ['http://a', 'must be empty, or the address of a cluster'],
    ['a:2113', 'must be empty'],
    ['kurrentdb:/a', 'must be empty'],
    [' kurrentdb://a', 'must be empty'],
    ['kurrentdb://', 'one is ""'],
    ['kurrentdb://u:secret@a:abc', 'one is "a:abc"'],
    ['kurrentdb://u:secret@a:99999', 'one is "a:99999"'],
    ['kurrentdb://u:secret@a,', 'one is ""'],
    ['kurrentdb://u:secret@a b', 'one is "a b"'],
    ['kurrentdb://u@a', 'as user:password'],
    ['kurrentdb://u:secr@et@a', 'with %40 for an @'],
    ['kurrentdb://u:secret%zz@a', 'as user:password'],
    ['kurrentdb://u:secret@a?nope=1', 'has an option "nope"; there are connectionName'],
    ['kurrentdb://u:secret@a?tls', 'can\'t have "" as its option tls'],
    ['kurrentdb://u:secret@a?tls=true?x', 'can\'t have "true?x" as its option tls'],
    ['kurrentdb://u:secret@a?tls=maybe', 'can\'t have "maybe" as its option tls'],
    ['kurrentdb://u:secret@a?tls=true&gossipTimeout=5s', 'can\'t have "5s" as its option gossipTimeout'],
  ])('does not take "%s", and says why without who logs in', (address, why) => {
    const fault = addressFault(address);
    expect(fault).toContain(why);
    expect(fault).not.toContain('secret');
  });

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

  it.each(['nodePreference=follower', 'NODE_PREFERENCE=read_only_replica'])(
    'leaves out what would have it read where what was acknowledged may be missing: %s',
    (option) =>
      expect(clientAddress(`kurrentdb://a?${option}&tls=false`)).toBe(
        'kurrentdb://a?tls=false&connectionName=alliance-kpi',
      ),
  );

  it('shows nobody who logs in', () => {
    expect(shownAddress('kurrentdb://user:p%40ss@a:2113,b?tls=true')).toBe('kurrentdb://a:2113,b');
  });
});
