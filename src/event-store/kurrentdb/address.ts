// The address of a cluster, as the operator gives it: `kurrentdb://user:password@host:2113,host2:2113?tls=true`.

/** Every scheme that the client takes; `esdb` is the old one, which it warns of. */
const SCHEME = /^(esdb|kurrentdb|kurrent|kdb)(\+discover)?:\/\//;

export const isClusterAddress = (address: string): boolean => SCHEME.test(address);

/** Under which name the server lists the connection, where the address names none. */
const CONNECTION_NAME = 'alliance-kpi';

/** An append that failed would pass for one that was stored at revision 1. */
const UNUSABLE = /^throwOnAppendFailure=/i;

/** The address as the client gets it. */
export function clientAddress(address: string): string {
  const [base = '', query = ''] = address.trim().replace(SCHEME, 'kurrentdb$2://').split('?');
  const options = query.split('&').filter((option) => option !== '' && !UNUSABLE.test(option));
  const named = options.some((option) => /^connectionName=/i.test(option));
  const asked = named ? options : [...options, `connectionName=${CONNECTION_NAME}`];
  return `${base.replace(/\/+$/, '')}?${asked.join('&')}`;
}

/** The address as it may be shown: without who logs in, and with what password. */
export function shownAddress(address: string): string {
  const [base = ''] = address.split('?');
  return base.replace(/\/\/.*@/, '//');
}
