// Long work is given up when nobody waits for it any more.
import type { FastifyReply } from 'fastify';

/** Why work was given up: its client closed the connection. */
export class ClientGoneError extends Error {}

/** Aborts, with a ClientGoneError, when the client goes before it is answered. */
export function untilGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  const look = (): void => {
    if (!raw.writableFinished) gone.abort(new ClientGoneError('The client has closed the connection.'));
  };
  if (raw.destroyed) look();
  else raw.once('close', look);
  return gone.signal;
}
