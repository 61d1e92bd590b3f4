// The HTTP server beneath the controllers: what is refused before a route is reached, and the headers of every answer.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Configuration } from '../configuration.js';
import { ProblemError } from '../problems.js';
import { parseStrictJson } from '../strict-json.js';
import { answerBrokenRequests } from './broken-requests.js';
import { refuseOtherNames, refuseOtherSites } from './callers.js';
import { closeConnectionsOnceAnswered } from './closing.js';
import { decodableAddress } from './dashboard.js';
import { FILE_TYPES, REPORT_FILE_TYPES } from './file-types.js';
import { refuseManyFiles } from './files-at-once.js';
import { plainAddress } from './plain-address.js';
import { answerProblem, problemOf } from './problem-answers.js';
import type { RouteTable } from './route-table.js';

const BODY_LIMIT = 1024 * 1024;
const IMPORT_LIMIT = 25 * 1024 * 1024;
/** Until then a request is there whole; Fastify would wait for ever for a body that doesn't end. */
const LONGEST_REQUEST_MS = 5 * 60 * 1000;
const LONGEST_ID = 500;
const TOO_LARGE = 413;
const NDJSON_TYPE = 'application/x-ndjson';
const TAKEN_AS_FILES = [...Object.values(FILE_TYPES), NDJSON_TYPE];
const JSON_TYPES = ['application/json', 'application/cloudevents+json', 'application/cloudevents-batch+json'];

/** Everything comes from the service itself, and nothing runs that isn't a file of it. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/** What is made to stand in other sites' pages: figures to read, nothing to press. At other addresses the page says more. */
const EMBEDDED = /^\/embed\/[^/?]+\/indicators\/[^/?]+\/?(\?|$)/;
const EMBEDDED_SECURITY_POLICY = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", 'frame-ancestors *');

/** The page that shows the OpenAPI description comes with its library's own styles, many of them in its elements. */
const DESCRIPTION = /^\/api\/docs\b/;
const DESCRIPTION_SECURITY_POLICY = CONTENT_SECURITY_POLICY.replace(
  "style-src 'self'",
  "style-src 'self' 'unsafe-inline'",
);

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};
const HEADERS_OF_EMBEDDED = { ...HEADERS, 'content-security-policy': EMBEDDED_SECURITY_POLICY };
const HEADERS_OF_ANSWERS = { ...HEADERS, 'cache-control': 'no-store' };
const HEADERS_OF_DESCRIPTION = { ...HEADERS_OF_ANSWERS, 'content-security-policy': DESCRIPTION_SECURITY_POLICY };

export function createServer(routes: RouteTable, names: Pick<Configuration, 'HOST' | 'ALLOWED_HOSTS'>): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: LONGEST_REQUEST_MS,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: LONGEST_ID },
    rewriteUrl: (request: IncomingMessage) => plainAddress(withoutOrigin(request)),
    // The keys of a body are checked by the strict parser, which refuses what these would drop in silence.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    // A request that comes on a kept connection while the server ends is answered like any other, and is its last.
    return503OnClosing: false,
    // What these refuse no hook sees.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      reply.headers(headersAt(request.url));
      const page = (error as { code?: unknown }).code === 'FST_ERR_BAD_URL' ? decodableAddress(request) : undefined;
      if (page === undefined) answerProblem(reply, problemOf(error));
      else void reply.redirect(page);
    },
    clientErrorHandler: answerBrokenRequests(HEADERS),
    // Node would refuse it with an empty answer.
    http: { requireHostHeader: false },
  });
  const server = adapter.getInstance();
  routes.watch(server);
  hearOutTooLarge(server);
  closeConnectionsOnceAnswered(server);
  hearExpectations(server);
  takeJson(server);
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(headersAt(request.url));
    done();
  });
  const refuseName = refuseOtherNames(names);
  const refuseOneMoreFile = refuseManyFiles(TAKEN_AS_FILES);
  server.addHook('onRequest', async (request, reply) => {
    refuseName(request);
    refuseOtherSites(request);
    refuseExpectation(request);
    refuseEncoding(request);
    refuseFile(request);
    refuseRepeatedParameters(request);
    refuseUnacceptable(request);
    refuseOneMoreFile(request, reply);
  });
  return adapter;
}

/** Where the address names a host, as proxies have it, that is the one that is asked, whatever Host says (RFC 9112, 3.2.2). */
function withoutOrigin({ url = '', headers }: IncomingMessage): string {
  const [, host, path = ''] = /^https?:\/\/([^/?#]+)(.*)$/i.exec(url) ?? [];
  if (host === undefined) return url;
  if (headers.host !== undefined) headers.host = host;
  return path.startsWith('/') ? path : `/${path}`;
}

function headersAt(url: string): Record<string, string> {
  if (DESCRIPTION.test(url)) return HEADERS_OF_DESCRIPTION;
  if (url.startsWith('/api') || url.startsWith('/health')) return HEADERS_OF_ANSWERS;
  return EMBEDDED.test(url) ? HEADERS_OF_EMBEDDED : HEADERS;
}

/** Node would refuse an expectation that it doesn't know with an empty answer. */
function hearExpectations({ server }: FastifyInstance): void {
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}

function refuseExpectation({ headers: { expect } }: FastifyRequest): void {
  if (expect === undefined || expect.toLowerCase() === '100-continue') return;
  throw new ProblemError({ code: 'expectation-unknown', detail: `Nothing is known of ${expect.slice(0, 200)}.` });
}

/**
 * Who sends too much is heard out: Fastify would close the connection on them, and most clients would see nothing but that
 * in the place of the answer. Node reads the rest of a kept connection's request, and throws it away.
 */
function hearOutTooLarge(server: FastifyInstance): void {
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (reply.statusCode === TOO_LARGE) reply.removeHeader('connection');
    done();
  });
}

function takeJson(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>(JSON_TYPES, { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, parseBody(request, body));
    } catch (error) {
      done(error as Error);
    }
  });
  const file = { parseAs: 'buffer', bodyLimit: IMPORT_LIMIT } as const;
  server.addContentTypeParser<Buffer>(Object.values(FILE_TYPES), file, (_request, body, done) => done(null, body));
  server.addContentTypeParser<Buffer>(NDJSON_TYPE, file, (_request, body, done) => {
    try {
      done(null, asText(body));
    } catch (error) {
      done(error as Error);
    }
  });
}

function parseBody({ headers }: FastifyRequest, body: Buffer): unknown {
  const [, charset = 'utf-8'] = /charset="?([^";]+)"?/i.exec(headers['content-type'] ?? '') ?? [];
  if (charset.trim().toLowerCase() !== 'utf-8') {
    throw new ProblemError({ code: 'content-type-unsupported', detail: `The charset is ${charset}; send UTF-8.` });
  }
  if (body.length === 0) throw new ProblemError({ code: 'body-missing', detail: 'The request has no body.' });
  return parseStrictJson(asText(body));
}

function asText(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new ProblemError({ code: 'encoding-invalid', detail: 'The body holds bytes that are not UTF-8.' });
  }
}

function refuseEncoding({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'];
  if (encoding === undefined || encoding.toLowerCase() === 'identity') return;
  throw new ProblemError({
    code: 'content-encoding-unsupported',
    detail: `The content encoding is ${encoding}; send none.`,
  });
}

/** Routes that take a file, or lines; the others take JSON, and must not be handed bytes or a text. */
const TAKES_FILES = /^\/api\/(alliances\/[^/]+\/imports(\/participants)?|operations\/import-spreadsheet)$/;
const TAKES_LINES = /^\/api\/operations\/import$/;

function refuseFile({ url, headers }: FastifyRequest): void {
  const type = headers['content-type']?.toLowerCase() ?? '';
  const [path = ''] = url.split('?');
  const refuse = (types: readonly string[], takes: RegExp, detail: string): void => {
    if (types.some((each) => type.startsWith(each)) && !takes.test(path))
      throw new ProblemError({ code: 'content-type-unsupported', detail });
  };
  refuse(Object.values(FILE_TYPES), TAKES_FILES, 'Files are taken at /imports only.');
  refuse([NDJSON_TYPE], TAKES_LINES, 'Lines of JSON are imported by the command line only.');
}

function refuseRepeatedParameters({ query }: FastifyRequest): void {
  for (const [field, value] of Object.entries(query as Record<string, unknown>)) {
    if (!Array.isArray(value)) continue;
    const detail = `The query parameter ${field} stands ${value.length} times.`;
    throw new ProblemError({
      code: 'parameter-repeated',
      detail,
      errors: [{ field, code: 'parameter-repeated', detail }],
    });
  }
}

/** Who asks for CSV means the tables, which come zipped. */
const ALSO_OFFERED: Readonly<Record<string, string>> = { csv: '|text/(csv|\\*)' };

/** Paths, and the types that are offered there. */
type Offer = readonly [paths: RegExp, types: RegExp];

const OFFERED_TYPES: readonly Offer[] = [
  [/^\/api\/import-templates\/[^/]+$/, /text\/csv|spreadsheetml|application\/problem\+json|(text|application|\*)\/\*/i],
  [/^\/api\/alliances\/[^/]+\/imports$/, /application\/((problem\+)?json|x-ndjson|\*)|\*\/\*/i],
  [/^\/api\/alliances\/[^/]+\/stream$/, /text\/event-stream|text\/\*|\*\/\*/i],
  [
    /^\/api\/alliances\/[^/]+\/(reports\/[^/]+|comparison\.[a-z]+)\/progress$/,
    /application\/(x-ndjson|json|\*)|\*\/\*/i,
  ],
  ...Object.entries(REPORT_FILE_TYPES).map(([format, type]): Offer => [
    new RegExp(`^/api/alliances/[^/]+/(reports/[^/]+|comparison)\\.${format}$`, 'i'),
    new RegExp(`${type.replaceAll('.', '\\.')}|application/\\*|\\*/\\*${ALSO_OFFERED[format] ?? ''}`, 'i'),
  ]),
  [/^\/api\/docs\b/, /text\/(html|css|\*)|(text|application)\/javascript|image\/|\*\/\*/i],
  [/^\/problems\b/, /text\/html|application\/(problem\+)?json|text\/\*|application\/\*|\*\/\*/i],
  [/^\/metrics$/, /text\/plain|application\/openmetrics-text|text\/\*|\*\/\*/i],
  [/^\/(api|health|schemas)\b/, /application\/(problem\+)?json|application\/schema\+json|application\/\*|\*\/\*/i],
];

function refuseUnacceptable({ url, headers }: FastifyRequest): void {
  const { accept } = headers;
  if (accept === undefined || accept.trim() === '') return;
  const [path = ''] = url.split('?');
  const offered = OFFERED_TYPES.find(([paths]) => paths.test(path))?.[1];
  const wanted = accept.split(',').filter((range) => !/;\s*q=0(\.0*)?\s*$/.test(range));
  if (offered && !wanted.some((range) => offered.test(range))) {
    throw new ProblemError({ code: 'not-acceptable', detail: `Nothing here is of the type ${accept.slice(0, 200)}.` });
  }
}
