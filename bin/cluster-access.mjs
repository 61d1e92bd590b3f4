// node bin/cluster-access.mjs https://NODE:2113: makes the account of the service on a cluster, which is no administrator's,
// and lets it read the log. Repeating it changes nothing. KURRENTDB_ADMIN_PASSWORD and SERVICE_PASSWORD in the environment,
// the latter percent-encoded, as it stands in the services' STORE_URL.
import { setTimeout as sleep } from 'node:timers/promises';

const ACCOUNT = 'alliance-kpi';
const GROUP = 'alliance-kpi';
const TRIES = 60;

const [node] = process.argv.slice(2);
const { KURRENTDB_ADMIN_PASSWORD: adminPassword, SERVICE_PASSWORD: password, NODE_EXTRA_CA_CERTS: ca } = process.env;
if (!/^https?:\/\//.test(node ?? '') || !adminPassword || !password) {
  console.error('Usage: KURRENTDB_ADMIN_PASSWORD=… SERVICE_PASSWORD=… node bin/cluster-access.mjs https://NODE:2113');
  process.exit(2);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    console.error('SERVICE_PASSWORD has a % that encodes nothing; write %25 for it, as in STORE_URL.');
    process.exit(2);
  }
}

async function makeAccount() {
  const answer = await fetch(`${node}/users/`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`admin:${adminPassword}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      loginName: ACCOUNT,
      fullName: 'alliance-kpi service',
      groups: [GROUP],
      password: decoded(password),
    }),
  });
  if (answer.status === 401) throw new Error('401, admin has another password than KURRENTDB_ADMIN_PASSWORD');
  // 409: it is there already.
  if (!answer.ok && answer.status !== 409) throw new Error(`${answer.status} ${await answer.text()}`);
}

async function letItRead() {
  const { KurrentDBClient } = await import('@kurrent/kurrentdb-client');
  const { host } = new URL(node);
  const tls = ca ? `tls=true&tlsCaFile=${encodeURIComponent(ca)}` : 'tls=true';
  const client = KurrentDBClient.connectionString(
    `kurrentdb://admin:${encodeURIComponent(adminPassword)}@${host}?${tls}`,
  );
  // The metadata are replaced as a whole: what others set there, and who may read, is kept.
  const { metadata = {} } = await client.getStreamMetadata('$all');
  const readRoles = [metadata.acl?.readRoles ?? '$admins'].flat();
  if (!readRoles.includes(GROUP)) {
    const acl = { ...metadata.acl, readRoles: [...readRoles, GROUP] };
    await client.setStreamMetadata('$all', { ...metadata, acl });
  }
  await client.dispose();
}

/** In a line: what `fetch` says itself is only that it failed. */
function reasonOf({ message, cause }) {
  return (cause?.message || cause?.code || message).split('\n', 1)[0];
}

// A node that answers may not have a leader yet, nor its accounts.
let told;
for (let tried = 1; ; tried++) {
  try {
    await makeAccount();
    await letItRead();
    console.log(`${ACCOUNT} may read the log of ${node}, and append to streams.`);
    process.exit(0);
  } catch (error) {
    const reason = reasonOf(error);
    if (tried === TRIES) {
      console.error(`${ACCOUNT} has no access to ${node}: ${reason}`);
      process.exit(1);
    }
    if (reason !== told) console.error(`Waiting for ${node}: ${reason}`);
    told = reason;
    await sleep(1_000);
  }
}
