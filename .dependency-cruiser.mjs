// Which part may know which, and why. Proved rule by rule in test/architecture/rules.spec.ts.
// Files that only tests load: specs, and the suites and builders that several specs share.
const forTests = '\\.(spec|contract|scenarios?|given|fixtures?)\\.tsx?$';
const pure = '^(src/domain|projections)/';
const kurrentdb = 'node_modules/(@kurrent/|@eventstore/)|^@kurrent/|^@eventstore/';
const libsql = '(node_modules/|^)libsql(/|$)';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment:
        'The rules of the field read and test without a framework, a store or a clock. Event schemas are the one exception: zod.',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: forTests },
      to: { pathNot: [pure, '(node_modules/|^)zod(/|$)'] },
    },
    {
      name: 'projections-are-pure',
      comment: 'A figure depends on the facts alone, so that it can be computed again on any machine, years later.',
      severity: 'error',
      from: { path: '^projections/', pathNot: [forTests, '^projections/calendar\\.ts$'] },
      to: { pathNot: pure },
    },
    {
      name: 'calendar-knows-only-temporal',
      comment: 'Calendar arithmetic is the one thing that a projection may borrow, and only through calendar.ts.',
      severity: 'error',
      from: { path: '^projections/calendar\\.ts$' },
      to: { pathNot: [pure, '(node_modules/|^)temporal-polyfill(/|$)'] },
    },
    {
      name: 'libsql-behind-its-adapter',
      comment: 'One seam holds the driver, so that better-sqlite3 or node:sqlite can take its place.',
      severity: 'error',
      from: { pathNot: ['^src/event-store/embedded/', '^bench/', '^test/faults/'] },
      to: { path: libsql },
    },
    {
      name: 'kurrentdb-behind-its-adapter',
      comment: 'Everything else speaks to the port, which is what makes the two stores interchangeable.',
      severity: 'error',
      from: { pathNot: ['^src/event-store/kurrentdb/', '^bench/', '^test/kurrentdb/', '^bin/cluster-access\\.mjs$'] },
      to: { path: kurrentdb },
    },
    {
      name: 'kurrentdb-is-loaded-lazily',
      comment: 'The client is an optional package: a static import would stop a service that never uses it.',
      severity: 'error',
      from: { path: '^src/event-store/kurrentdb/', pathNot: forTests },
      to: { path: kurrentdb, dynamic: false, dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'adapters-do-not-know-each-other',
      comment: 'What two adapters share belongs to the port.',
      severity: 'error',
      from: { path: '^src/event-store/(embedded|kurrentdb)/' },
      to: { path: '^src/event-store/(embedded|kurrentdb)/', pathNot: '^src/event-store/$1/' },
    },
    {
      name: 'reading-does-not-know-writing',
      comment:
        'Queries, reports and the read model are built from events; a command in their way would hide a second truth.',
      severity: 'error',
      from: { path: '^src/(queries|reporting|monitoring)/' },
      to: { path: '^src/commands/' },
    },
    {
      name: 'web-knows-only-http',
      comment: 'The dashboard lives on the public contract like any other client.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(src|projections|test|bin|bench)/' },
    },
    {
      name: 'service-does-not-know-web',
      comment: 'The dashboard is served as files, never imported.',
      severity: 'error',
      from: { path: '^(src|projections)/' },
      to: { path: '^web/' },
    },
    {
      name: 'nothing-imports-tests',
      comment: 'What ships must not need what only tests need.',
      severity: 'error',
      from: { pathNot: ['^test/', forTests] },
      to: { path: ['^test/', forTests] },
    },
    {
      name: 'no-development-packages-in-the-service',
      comment: 'A production installation leaves them out.',
      severity: 'error',
      from: { path: '^(src|projections)/', pathNot: forTests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'A package that is only there because another one needs it may be gone after any update.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere. The optional KurrentDB client may be absent.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: kurrentdb },
    },
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other at run time depend on the order of loading. Types may refer to each other freely.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing uses and that uses nothing is left over.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [forTests, '\\.d\\.ts$', '\\.config\\.(ts|mjs)$', '^bin/', '\\.worker\\.ts$'],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|dist-[^/]+)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
    skipAnalysisNotInRules: true,
  },
};
