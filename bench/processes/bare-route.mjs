// The limit: a Fastify server with one route that answers bytes it was given. `bare-route.mjs <path>`. Sends { url }
// after the bytes have come as a message.
import Fastify from 'fastify';

process.once('disconnect', () => process.exit(1));
const [path] = process.argv.slice(2);
const body = await new Promise((resolve) => process.once('message', resolve));
const server = Fastify();
server.get(path, (_request, reply) => reply.header('content-type', 'application/json; charset=utf-8').send(body));
process.send({ url: await server.listen({ port: 0, host: '127.0.0.1' }) });
