// Tests run on the compiled JavaScript in dist/, so that worker threads and spawned commands run the very files that ship.
import { fileURLToPath } from 'node:url';

export default {
  rootDir: 'dist',
  testMatch: ['<rootDir>/**/*.spec.js'],
  testEnvironment: fileURLToPath(new URL('bin/spec-environment.mjs', import.meta.url)),
  transform: {},
  // The modules of a file stay in memory when it is done: a worker that carries many is slow, and another takes its place.
  workerIdleMemoryLimit: '500MB',
  // A busy machine is no fault of the code: what must be fast is measured in bench/.
  testTimeout: 180_000,
};
