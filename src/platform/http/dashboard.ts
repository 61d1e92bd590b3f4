// Serves the built dashboard: its files, and its one page at every address that the page itself tells apart.
import { existsSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FirstPages, type Reader } from './first-page.js';

/** Addresses of the dashboard. At any other a browser gets the page that says so, other callers a problem of the API. */
const PAGE_ADDRESSES = ['/', '/a/*', '/embed/*', '/survey/*', '/new'];

/** What names no file of the folder, whatever lies there. */
const NO_FILE = /\/\/|\\|\/\.\.(\/|$)/;

/** `folder`: where the build put it; where there is none, nothing is served. */
export async function serveDashboard(app: NestFastifyApplication, folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  // Looked up at each request: a page that is built anew brings files of other names.
  await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true, setHeaders: cacheHeaders });
  const server = app.getHttpAdapter().getInstance();
  const pages = new FirstPages(folder);
  const answerTo = async (url: string): Promise<unknown> => {
    const { statusCode, payload } = await server.inject({ url, headers: { accept: 'application/json' } });
    return statusCode === 200 ? (JSON.parse(payload) as unknown) : undefined;
  };
  const send = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { html, words } = await pages.pageFor(readerOf(request), answerTo);
    return reply
      .headers({ 'cache-control': 'no-store', vary: 'accept-language, cookie', link: `<${words}>; rel=modulepreload` })
      .type('text/html; charset=utf-8')
      .send(html);
  };
  for (const address of PAGE_ADDRESSES) server.get(address, send);
  server.get('/*', (request, reply) => {
    const [path = ''] = request.url.split('?');
    if (isPage(path, request)) return send(request, reply.code(404));
    return NO_FILE.test(path) ? reply.callNotFound() : reply.sendFile(path);
  });
}

/** Browsers ask for a page as HTML, and for nothing else; a file has an ending. */
function isPage(path: string, { headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return (headers.accept ?? '').includes('text/html') && !path.startsWith('/api/') && extname(path) === '';
}

/**
 * Where a browser finds the page that says that there is none at an address with a percent sign that encodes nothing: there
 * the sign stands for itself. Undefined for other callers, and for what would lead to another site.
 */
export function decodableAddress(request: Pick<FastifyRequest, 'url' | 'method' | 'headers'>): string | undefined {
  const [path = ''] = request.url.split('?');
  const isAsked = request.method === 'GET' && isPage(path, request) && !NO_FILE.test(path);
  return isAsked ? path.replaceAll('%', '%25') : undefined;
}

/** A name with a hash of its content never means anything else; other files are asked for anew. */
function cacheHeaders(reply: FastifyReply, file: string): void {
  const forever = dirname(file).endsWith('assets');
  void reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function readerOf({ url, headers }: FastifyRequest): Reader {
  const chosen = (name: string): string | undefined =>
    new RegExp(`(?:^|; )${name}=([a-z]+)`).exec(headers.cookie ?? '')?.[1];
  const spoken = (headers['accept-language'] ?? '').split(',').map((range) => range.trim());
  return { url, languages: [chosen('language'), ...spoken], colours: chosen('colours') };
}
