// The address of a cluster, as the operator gives it: `kurrentdb://user:password@host:2113,host2:2113?tls=true`.

/** Every scheme that the client takes; `esdb` is the old one, which it warns of. */
const SCHEME = /^(esdb|kurrentdb|kurrent|kdb)(\+discover)?:\/\//;

/** Options that the client takes, with what each may say. It reads their names without regard to case, `_` and `-`. */
const OPTIONS: Readonly<Record<string, RegExp>> = {
  connectionName: /./,
  defaultDeadline: /^\d+$/,
  discoveryInterval: /^\d+$/,
  gossipTimeout: /^\d+$/,
  keepAliveInterval: /^-?\d+$/,
  keepAliveTimeout: /^-?\d+$/,
  maxDiscoverAttempts: /^\d+$/,
  nodePreference: /^(leader|follower|random|read_?only_?replica)$/i,
  throwOnAppendFailure: /^(true|false)$/,
  tls: /^(true|false)$/,
  tlsCAFile: /./,
  tlsVerifyCert: /^(true|false)$/,
  userCertFile: /./,
  userKeyFile: /./,
};
const flat = (name: string): string => name.toLowerCase().replace(/[_-]/g, '');
const FORMS = new Map(Object.entries(OPTIONS).map(([name, form]) => [flat(name), form]));

const nameOf = (option: string): string => flat(option.split('=', 1)[0] as string);

const CREDENTIALS = /^[^:@/]+:[^@]+$/;
const HOST = /^[A-Za-z0-9._-]+(:(\d{1,5}))?$/;

/**
 * What is wrong with an address, as what goes on from "STORE_URL"; undefined where the client can read it. The client
 * itself tells by printing the whole address, password included.
 */
export function addressFault(address: string): string | undefined {
  if (!SCHEME.test(address)) {
    return 'must be empty, or the address of a cluster such as kurrentdb://host:2113?tls=true (esdb:// as well)';
  }
  const [base = '', ...queries] = address.replace(SCHEME, '').trim().split('?');
  const [nodes = '', ...credentials] = base.replace(/\/+$/, '').split('@').reverse();
  const [login] = credentials;
  if (credentials.length > 1 || (login !== undefined && !(CREDENTIALS.test(login) && isDecodable(login)))) {
    return 'must have a user and a password before the @, as user:password, with %40 for an @ in them';
  }
  const node = nodes.split(',').find((each) => !isNode(each));
  if (node !== undefined) return `must have nodes such as host:2113,host2:2113; one is "${node}"`;
  for (const option of queries.join('?').split('&')) {
    const [name = '', value = ''] = option.split('=');
    const form = FORMS.get(flat(name));
    if (option === '') continue;
    if (!form) return `has an option "${name}"; there are ${Object.keys(OPTIONS).join(', ')}`;
    if (!form.test(value) || !isDecodable(value)) return `can't have "${value}" as its option ${name}`;
  }
  return undefined;
}

function isNode(node: string): boolean {
  const [, , port] = HOST.exec(node) ?? [];
  return HOST.test(node) && (port === undefined || (Number(port) > 0 && Number(port) <= 65_535));
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Under which name the server lists the connection, where the address names none. */
const CONNECTION_NAME = 'alliance-kpi';

/**
 * An append that failed would pass for one that was stored at revision 1; and a node that lags behind its leader lacks
 * what was acknowledged, which looks like a log that lost it.
 */
const UNUSABLE = new Set(['throwOnAppendFailure', 'nodePreference'].map(flat));

/** The address as the client gets it. */
export function clientAddress(address: string): string {
  const [base = '', query = ''] = address.trim().replace(SCHEME, 'kurrentdb$2://').split('?');
  const options = query.split('&').filter((option) => option !== '' && !UNUSABLE.has(nameOf(option)));
  const named = options.some((option) => nameOf(option) === flat('connectionName'));
  const asked = named ? options : [...options, `connectionName=${CONNECTION_NAME}`];
  return `${base.replace(/\/+$/, '')}?${asked.join('&')}`;
}

/** The address as it may be shown: without who logs in, and with what password. */
export function shownAddress(address: string): string {
  const [base = ''] = address.split('?');
  return base.replace(/\/\/.*@/, '//');
}
