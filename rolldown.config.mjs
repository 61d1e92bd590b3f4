// Puts the service and its threads into few files, dist/service: Node finds, reads and links modules one by one, and
// thousands of them take longer than all else that a start does. The folder stands beside dist/src and has its shape, so
// that a module finds what lies beside the code (threads, pages, package.json) from its place there as from its own.
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { defineConfig } from 'rolldown';

const COMPILED = join(import.meta.dirname, 'dist', 'src');
/** The command line, its threads and processes; then what the tests of a running service begin with. */
const ENTRIES = [
  'cli',
  'event-store/embedded/maintenance.worker',
  'event-store/embedded/read-ahead.worker',
  'event-store/embedded/writer.worker',
  'reporting/report.worker',
  'reporting/renderers/pdf/pdf.process',
  'service',
  'platform/configuration',
  'event-store/event-store.token',
];
const ROOT = 'dist-service-root';

/** A module's own place is the one that it would have if it stood in dist/service by itself. */
const ownPlaces = {
  name: 'own-places',
  resolveId: (id) => (id === ROOT ? ROOT : null),
  load(id) {
    if (id === ROOT) return 'export const root = import.meta.url;';
    if (!id.startsWith(COMPILED)) return null;
    const code = readFileSync(id, 'utf8');
    if (!code.includes('import.meta.url')) return null;
    const path = relative(COMPILED, id).split(sep).join('/');
    const placed = code.replaceAll('import.meta.url', `new URL('./${path}', serviceRoot).href`);
    return `import { root as serviceRoot } from '${ROOT}';\n${placed}`;
  },
};

export default defineConfig({
  input: Object.fromEntries(ENTRIES.map((name) => [name, join(COMPILED, `${name}.js`)])),
  platform: 'node',
  // Native code, what is optional, and what reads files of its own package.
  external: [
    'libsql',
    '@kurrent/kurrentdb-client',
    '@myriaddreamin/typst-ts-node-compiler',
    '@resvg/resvg-wasm',
    /^@nestjs\/(microservices|websockets|platform-express)/,
    /^@fastify\/(multipart|view)/,
    'class-transformer/storage',
  ],
  plugins: [ownPlaces],
  output: {
    dir: 'dist/service',
    format: 'esm',
    cleanDir: true,
    // Names of classes and functions are what errors and logs say.
    keepNames: true,
    chunkFileNames: '[name]-[hash].js',
    codeSplitting: { groups: [{ name: 'root', test: new RegExp(ROOT) }] },
  },
});
