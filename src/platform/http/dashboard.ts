// Serves the built dashboard: its files, and its one page at every address that the page itself tells apart.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

const PAGE = 'index.html';
/** Addresses of the dashboard besides `/`. Any other unknown path stays a problem of the API. */
const PAGE_ADDRESSES = ['/a/*', '/embed/*', '/survey/*', '/new'];
/** The address of an alliance's overview. */
const OVERVIEW = /^\/a\/([a-z0-9-]+)\/?(\?|$)/;
const DEFAULT_LANGUAGE = 'en';

/** `folder`: where the build put it; where there is none, nothing is served. */
export async function serveDashboard(app: NestFastifyApplication, folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  // Looked up at each request: a page that is built anew brings files of other names.
  await app.register(fastifyStatic, { root: folder, preCompressed: true, setHeaders: cacheHeaders });
  const server = app.getHttpAdapter().getInstance();
  for (const address of PAGE_ADDRESSES) {
    server.get(address, (request, reply) => {
      const hints = [wordsHint(filesOfWords(folder), request), ...answerHints(request)];
      return reply.header('link', hints.join(', ')).header('vary', 'accept-language').sendFile(PAGE);
    });
  }
}

/** A name with a hash of its content never means anything else; the page itself is asked for anew. */
function cacheHeaders(reply: FastifyReply, file: string): void {
  const forever = dirname(file).endsWith('assets');
  void reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
}

/** The file of each language's words, by the language. */
function filesOfWords(folder: string): ReadonlyMap<string, string> {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, { file: string }>;
  return new Map(
    Object.entries(manifest).flatMap(([source, { file }]) => {
      const [, language] = /^src\/text\.([a-z]{2})\.ts$/.exec(source) ?? [];
      return language === undefined ? [] : [[language, `/${file}`]];
    }),
  );
}

/** The words that the page will most likely be drawn with, on their way while its script is. */
function wordsHint(words: ReadonlyMap<string, string>, { headers }: FastifyRequest): string {
  const wanted = (headers['accept-language'] ?? '').split(',').map((range) => range.trim().slice(0, 2).toLowerCase());
  const language = wanted.find((each) => words.has(each)) ?? DEFAULT_LANGUAGE;
  return `<${words.get(language)}>; rel=modulepreload`;
}

/** What the page will ask for first, on its way before its script is there: the very addresses that it will name. */
function answerHints({ url }: FastifyRequest): string[] {
  return ['/api/alliances', ...figuresOf(url)].map((path) => `<${path}>; rel=preload; as=fetch; crossorigin`);
}

function figuresOf(url: string): string[] {
  const [, allianceId] = OVERVIEW.exec(url) ?? [];
  if (allianceId === undefined) return [];
  const asked = new URL(url, 'http://localhost').searchParams;
  const moment = new URLSearchParams();
  for (const name of ['at', 'asOf']) {
    const value = asked.get(name);
    if (value) moment.set(name, value);
  }
  const query = moment.size === 0 ? '' : `?${moment.toString()}`;
  return ['indicators', 'milestones'].map((what) => `/api/alliances/${allianceId}/${what}${query}`);
}
