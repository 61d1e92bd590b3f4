// Tests run on the compiled JavaScript in dist/, so that worker threads and spawned commands run the very files that ship.
export default {
  rootDir: 'dist',
  testMatch: ['<rootDir>/**/*.spec.js'],
  testEnvironment: 'node',
  transform: {},
  // A busy machine is no fault of the code: what must be fast is measured in bench/.
  testTimeout: 180_000,
};
