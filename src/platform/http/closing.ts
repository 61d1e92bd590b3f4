// How the server ends: who is being answered is answered, and nobody's kept connection holds the service back.
import type { FastifyInstance } from 'fastify';

/** Between two looks at connections that were kept open beyond their last answer, such as those of event streams. */
const LOOK_MS = 100;

/** Node closes the connections that are idle when a server ends, but not those that become idle afterwards. */
export function closeConnectionsOnceAnswered(server: FastifyInstance): void {
  let closing = false;
  let looking: NodeJS.Timeout | undefined;
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
  server.addHook('preClose', (done) => {
    closing = true;
    looking = setInterval(() => server.server.closeIdleConnections(), LOOK_MS);
    done();
  });
  server.addHook('onClose', (_server, done) => {
    clearInterval(looking);
    done();
  });
}
