// Who may ask while there are no accounts: not the pages of other sites, through the browser of someone who reaches the service.
import type { FastifyRequest } from 'fastify';
import { isLoopback, type Configuration } from '../configuration.js';
import { ProblemError } from '../problems.js';

const THIS_MACHINE = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const OF_OPERATION = /^\/(health\/(live|ready)|metrics)(\?|$)/;
const HARMLESS_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * A name of another site can be made to point at this machine (DNS rebinding), and its pages then ask as if they were the
 * service's own. A service that others reach is asked by names that only its proxy knows: unless it is told, it takes any.
 */
export function refuseOtherNames({
  HOST,
  ALLOWED_HOSTS,
}: Pick<Configuration, 'HOST' | 'ALLOWED_HOSTS'>): (request: FastifyRequest) => void {
  const named = ALLOWED_HOSTS.toLowerCase().split(',').filter(Boolean);
  const isOpen = !isLoopback(HOST);
  const takesAny = isOpen && named.length === 0;
  const names = new Set([HOST, `[${HOST}]`, ...named]);
  return ({ url, headers: { host }, raw: { httpVersion, rawHeaders } }) => {
    // Node tells the first, and whatever stands in between may have gone by another.
    if (hasSeveralHosts(rawHeaders)) {
      throw new ProblemError({ code: 'http-invalid', detail: 'The request has several Hosts.' });
    }
    if (host === undefined && httpVersion === '1.1') {
      throw new ProblemError({ code: 'http-invalid', detail: 'The request has no Host.' });
    }
    if (host === undefined || takesAny) return;
    // Who watches over a service asks by the address that it happens to have.
    if (isOpen && OF_OPERATION.test(url)) return;
    const name = host.toLowerCase().replace(/:\d*$/, '');
    if (THIS_MACHINE.test(name) || names.has(name)) return;
    throw new ProblemError({ code: 'host-unknown', detail: `Nothing is served as "${host.slice(0, 200)}".` });
  };
}

/** Asked of every request: names of headers and their values stand in turns, and nothing is made of them. */
function hasSeveralHosts(rawHeaders: readonly string[]): boolean {
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] as string;
    if (name.length === 'host'.length && name.toLowerCase() === 'host') hosts++;
  }
  return hosts > 1;
}

/** A browser says where a request that could change something comes from; who says nothing is no page. */
export function refuseOtherSites(request: FastifyRequest): void {
  const { method, headers } = request;
  if (HARMLESS_METHODS.includes(method)) return refuseLoading(request);
  const { 'sec-fetch-site': site, origin, host = '' } = headers;
  // What the browser knows holds also where a proxy has changed the Host.
  if (site === 'same-origin') return;
  if (site !== 'cross-site' && (origin === undefined || isOf(origin, host))) return;
  const detail = `A page of ${origin?.slice(0, 200) ?? 'another site'} may not ${method} here.`;
  throw new ProblemError({ code: 'cross-site', detail });
}

/**
 * A page can't read what another site answers, but it can have its pictures be thousands of reports, or listen to streams
 * without end. What is only looked up, by a link or in a frame, may be asked from anywhere.
 */
function refuseLoading({ method, url, headers }: FastifyRequest): void {
  const { 'sec-fetch-site': site, 'sec-fetch-mode': mode = 'navigate' } = headers;
  if (mode === 'navigate' || (site !== 'cross-site' && site !== 'same-site') || !url.startsWith('/api/')) return;
  throw new ProblemError({ code: 'cross-site', detail: `A page of another site may not ${method} this for itself.` });
}

function isOf(origin: string, host: string): boolean {
  const [, scheme = ''] = /^(https?):/.exec(origin) ?? [];
  const own = `${scheme}://${host}`;
  // Parsed, both are without the port that goes without saying.
  return URL.canParse(origin) && URL.canParse(own) && new URL(own).host === new URL(origin).host;
}
