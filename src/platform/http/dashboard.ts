// Serves the built dashboard: its files, and its one page at every address that the page itself tells apart.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';

const PAGE = 'index.html';
/** Addresses of the dashboard besides `/`. Any other unknown path stays a problem of the API. */
const PAGE_ADDRESSES = ['/a/*', '/embed/*', '/survey/*', '/new'];

/** `folder`: where the build put it; where there is none, nothing is served. */
export async function serveDashboard(app: NestFastifyApplication, folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  await app.register(fastifyStatic, { root: folder, wildcard: false, setHeaders: cacheHeaders });
  const server = app.getHttpAdapter().getInstance();
  for (const address of PAGE_ADDRESSES) server.get(address, (_request, reply) => reply.sendFile(PAGE));
}

/** A name with a hash of its content never means anything else; the page itself is asked for anew. */
function cacheHeaders(reply: FastifyReply, file: string): void {
  const forever = dirname(file).endsWith('assets');
  void reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
}
