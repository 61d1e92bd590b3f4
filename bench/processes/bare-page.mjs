// The limit of a page: one script of a number of bytes, which asks for figures and writes them down. Sends { url } after
// { figures, scriptBytes } has come as a message.
import Fastify from 'fastify';

process.once('disconnect', () => process.exit(1));
const { figures, scriptBytes } = await new Promise((resolve) => process.once('message', resolve));
const page = `<!doctype html><html lang="en"><title>Figures</title>
<link rel="preload" href="/figures" as="fetch" crossorigin><script type="module" src="/script.js"></script>`;
const show = `const { indicators } = await (await fetch('/figures')).json();
for (const { title, value } of indicators) {
  const figure = Object.assign(document.createElement('data'), { className: 'figure-value', value, textContent: value });
  document.body.append(Object.assign(document.createElement('p'), { textContent: title }), figure);
}
`;
const script = show + `/*${'.'.repeat(Math.max(0, scriptBytes - show.length - page.length - figures.length))}*/`;
const server = Fastify();
server.get('/script.js', (_request, reply) => reply.type('text/javascript').send(script));
server.get('/figures', (_request, reply) => reply.type('application/json').send(figures));
server.get('/*', (_request, reply) => reply.type('text/html').send(page));
process.send({ url: await server.listen({ port: 0, host: '127.0.0.1' }) });
