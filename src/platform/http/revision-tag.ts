// The revision of the stream that an answer is about, as the ETag that a command's `If-Match` takes.
import type { FastifyReply } from 'fastify';

/** `revision`: null where the stream holds nothing. */
export function tagRevision(reply: FastifyReply, revision: string | bigint | null): void {
  if (revision !== null) reply.header('etag', `"${revision}"`);
}
