// docs/performance.md: what was measured, beside what, and whether what is to be reached is.
import { cpus, totalmem } from 'node:os';
import { shown } from './measuring.mjs';

const GIB = 2 ** 30;

/** The page, as Markdown. A row: { what, ours, beside, ratio?, target?, reached? }. */
export function performancePage(sections, { events, isWhole }) {
  const judged = sections
    .flatMap(({ title, rows }) => rows.map((row) => ({ title, ...row })))
    .filter(({ target }) => target);
  const missed = judged.filter(({ reached }) => !reached);
  return [
    '<!-- Written by `npm run bench`; changes by hand are lost. -->',
    '# Performance',
    '',
    'Every figure stands beside a limit or a peer that was measured in the same run, in turns, on the same disk: the',
    'ratios hold on other machines, the figures alone do not. Figures are medians of several rounds, ratios the medians',
    'of the ratios of each round.',
    '',
    `- Machine: ${cpus().length} cores, ${Math.round(totalmem() / GIB)} GiB of memory, ${process.platform}, Node.js ${process.version}; ${dateOfRun()}.`,
    `- Log: four years of an alliance, ${events.toLocaleString('en-GB')} events of about 350 bytes (data and metadata), 60 % of them answers to`,
    '  surveys, each answer a stream of its own. The same on every run.',
    '- Durability: every acknowledged event is synced to disk, ours and the peers’ (SQLite `synchronous = FULL`,',
    '  PostgreSQL `fsync` and `synchronous_commit` on).',
    ...(isWhole
      ? []
      : [
          '- **A trial**: fewer events, or some of the scenarios. What is to be reached is meant for 1,000,000 events.',
        ]),
    `- Reached: ${judged.length - missed.length} of ${judged.length}.${missed.length > 0 ? ' Missed:' : ''}`,
    ...missed.map(
      ({ title, what, beside, target }) => `  - ${title}: ${what}${beside ? ` beside ${beside}` : ''} (${target})`,
    ),
    '',
    ...sections.map(sectionText),
    '## How to run it',
    '',
    '```sh',
    'npm run bench                     # everything; writes this page',
    'npm run bench -- --quick          # 100,000 events in the place of 1,000,000; writes nothing',
    'npm run bench -- append rebuild   # some of it',
    'PG_URL=postgres://user:password@localhost:5432/postgres npm run bench   # emmett-postgresql too',
    'KURRENTDB_URL=kurrentdb://localhost:2113?tls=false npm run bench   # on a cluster too, beside its client alone',
    '```',
    '',
    'The peers have a package.json of their own under `bench/`; one that can’t be installed or built is named above and',
    'left out. The stores with the log are kept under `bench/.data`.',
    '',
  ].join('\n');
}

/** One scenario’s table and notes. */
export function sectionText({ title, rows, notes = [] }) {
  const table = [
    '| what | alliance-kpi | beside | ratio | to be reached | reached |',
    '|---|---|---|---|---|---|',
    ...rows.map(({ what, ours, beside = '', ratio, target = '', reached }) => {
      const verdict = reached === undefined ? '' : reached ? 'yes' : '**no**';
      return `| ${what} | ${ours} | ${beside} | ${ratio === undefined ? '' : shown(ratio)} | ${target} | ${verdict} |`;
    }),
  ];
  return [
    `## ${title}`,
    '',
    ...(rows.length > 0 ? [...table, ''] : []),
    ...notes.flatMap((note) => [`- ${note}`]),
    ...(notes.length > 0 ? [''] : []),
  ].join('\n');
}

const dateOfRun = () => new Date().toISOString().slice(0, 10);
