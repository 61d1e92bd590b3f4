// The Compose file: what it starts, in which profile, from which image, and that nobody's software is told what it doesn't know;
// and the image, which is built from what .dockerignore lets through.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { describeSettings } from '../../src/platform/configuration.js';

interface ComposeService {
  readonly image: string;
  readonly build?: string;
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
}

const root = new URL('../../../', import.meta.url);
const { services, volumes } = parse(readFileSync(new URL('docker-compose.yml', root), 'utf8'), { merge: true }) as {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
};
const named = Object.entries(services);
const inProfile = (profile: string | undefined): string[] =>
  named.filter(([, { profiles }]) => profiles?.[0] === profile).map(([name]) => name);

/** Options of KurrentDB from 25.0 on that the file uses; that server refuses to start with one that it doesn't know. */
const KURRENTDB = [
  'ADVERTISE_HOST_TO_CLIENT_AS',
  'ADVERTISE_NODE_PORT_TO_CLIENT_AS',
  'CERTIFICATE_FILE',
  'CERTIFICATE_PRIVATE_KEY_FILE',
  'CLUSTER_SIZE',
  'DEFAULT_ADMIN_PASSWORD',
  'DEFAULT_OPS_PASSWORD',
  'DISCOVER_VIA_DNS',
  'GOSSIP_SEED',
  'INSECURE',
  'NODE_PORT',
  'REPLICATION_IP',
  'TRUSTED_ROOT_CERTIFICATES_PATH',
].map((option) => `KURRENTDB_${option}`);
const SERVICE = [...describeSettings().map(({ name }) => name), 'NODE_EXTRA_CA_CERTS'];
const HELPERS: Readonly<Record<string, readonly string[]>> = {
  certificates: ['KURRENTDB_ADMIN_PASSWORD', 'KURRENTDB_OPS_PASSWORD', 'SERVICE_PASSWORD'],
  access: ['KURRENTDB_ADMIN_PASSWORD', 'SERVICE_PASSWORD', 'NODE_EXTRA_CA_CERTS'],
};

describe('docker-compose.yml', () => {
  it('starts the service alone, with a node for development, or twice on a cluster of three', () => {
    expect(inProfile(undefined)).toEqual(['alliance-kpi']);
    expect(inProfile('kurrentdb')).toEqual(['kurrentdb', 'on-kurrentdb']);
    expect(inProfile('cluster')).toEqual([
      ...['certificates', 'node1', 'node2', 'node3', 'access', 'replica1', 'replica2'],
    ]);
  });

  it('pins every image that it does not build, the database to a version with long support', () => {
    for (const [name, { image, build }] of named) {
      if (build === undefined) expect(`${name} ${image}`).toMatch(/:\d+\.\d+\.\d+$/);
      if (/^(node\d|kurrentdb)$/.test(name))
        expect(image).toMatch(/^docker\.kurrent\.io\/kurrent-lts\/kurrentdb:26\.0\./);
    }
  });

  it('watches over the health of each database node, and waits for it', () => {
    for (const name of ['kurrentdb', 'node1', 'node2', 'node3']) {
      expect(services[name]?.healthcheck?.test.join(' ')).toContain('/health/live');
      const waiting = named.filter(([, { depends_on: needs }]) => needs?.[name]?.condition === 'service_healthy');
      expect(waiting).not.toEqual([]);
    }
    expect(services['replica1']?.depends_on?.['access']?.condition).toBe('service_completed_successfully');
  });

  it.each(named)('tells %s nothing that it does not know', (name, { environment = {}, image }) => {
    const known = HELPERS[name] ?? (image === 'alliance-kpi' ? SERVICE : KURRENTDB);
    expect(Object.keys(environment).filter((variable) => !known.includes(variable))).toEqual([]);
  });

  it('holds no password, and lets no node of the cluster begin with one that everyone knows', () => {
    expect(readFileSync(new URL('docker-compose.yml', root), 'utf8')).not.toMatch(/changeit|password: *['"]?\w/i);
    for (const name of ['node1', 'node2', 'node3']) {
      expect(services[name]?.environment).toMatchObject({
        KURRENTDB_DEFAULT_ADMIN_PASSWORD: '${KURRENTDB_ADMIN_PASSWORD:-}',
        KURRENTDB_DEFAULT_OPS_PASSWORD: '${KURRENTDB_OPS_PASSWORD:-}',
      });
      expect(services[name]?.depends_on?.['certificates']?.condition).toBe('service_completed_successfully');
    }
  });

  it('keeps data in volumes that it names, and listens on this machine only', () => {
    for (const [name, { volumes: mounted = [], ports = [] }] of named) {
      for (const volume of mounted) expect(Object.keys(volumes)).toContain(volume.split(':')[0]);
      for (const port of ports) expect(`${name} ${port}`).toContain(' 127.0.0.1:');
      if (/^(node\d|kurrentdb)$/.test(name)) expect(mounted.join(' ')).toContain(':/var/lib/kurrentdb');
    }
  });

  it('lets no page of another site reach a service under a name of its own', () => {
    const served = named.filter(([, { image, ports = [] }]) => image === 'alliance-kpi' && ports.length > 0);
    expect(served.map(([name, { environment }]) => [name, environment?.['ALLOWED_HOSTS']])).toEqual(
      ['alliance-kpi', 'on-kurrentdb', 'replica1', 'replica2'].map((name) => [name, 'localhost']),
    );
  });
});

describe('the image', () => {
  it('is built from all that the build reads', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
      scripts: { build: string };
    };
    const configurations = [...scripts.build.matchAll(/ -[cp] (\S+)/g)].map(([, file]) => file);
    expect(configurations).toContain('tsconfig.json');
    const letThrough = readFileSync(new URL('.dockerignore', root), 'utf8').matchAll(/^!(.+)$/gm);
    const folders = ['bin', 'src', 'projections', 'frameworks', 'profiles', 'web'];
    expect([...letThrough].map(([, name]) => name)).toEqual(
      expect.arrayContaining([...configurations, ...folders, 'package.json', 'package-lock.json']),
    );
  });
});
