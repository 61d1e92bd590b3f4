// The command line: `npx alliance-kpi <command>`. Exit 0, 1 (refused or failed) or 2 (usage).
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { CommonOptions, EventsOptions, PointOptions } from './cli/commands.js';
import type { ImportCommandOptions, TemplateOptions } from './cli/import-commands.js';
import { comparedPoint, month, monthOrDay, positionOrInstant } from './cli/points.js';
import type { ComparisonOptions, MonthsOptions, ReportOptions } from './cli/report-commands.js';
import { shown } from './cli/shown.js';
import { UsageError } from './cli/usage-error.js';
import type { VerifyBundleOptions } from './cli/verify-bundle.js';
import { ConfigurationError } from './platform/configuration.js';
import { version } from './platform/version.js';

const FAILED = 1;
const USAGE = 2;

const REPORT_FORMATS = ['json', 'csv', 'xlsx', 'ods', 'docx', 'pdf'] as const;

/** What the commands do, loaded once one of them is to run: help and usage errors come at once. */
const commands = (): Promise<typeof import('./cli/commands.js')> => import('./cli/commands.js');

const reportCommands = (): Promise<typeof import('./cli/report-commands.js')> => import('./cli/report-commands.js');
const importing = (): Promise<typeof import('./cli/import-commands.js')> => import('./cli/import-commands.js');

const THE_ALLIANCE = ['--alliance <id>', "the alliance (default: the only one that isn't example data)"] as const;

const reading = (command: Command): Command =>
  command
    .option('--data <dir>', 'data folder (default ./data, or DATA_DIR)')
    .option(...THE_ALLIANCE)
    .option('--json', 'print JSON');

/** Of what does its work on the whole log: an alliance is taken, as everywhere, but makes no difference. */
const wholeLog = (command: Command): Command =>
  command
    .option('--data <dir>', 'data folder (default ./data, or DATA_DIR)')
    .addOption(new Option(...THE_ALLIANCE).hideHelp())
    .option('--json', 'print JSON');

const asKnown = (command: Command): Command =>
  reading(command).option(
    '--as-of <point>',
    'what was known: an instant or a log position; default: everything',
    positionOrInstant,
  );
const atAPoint = (command: Command): Command =>
  asKnown(command).option('--at <day>', 'a project month (M24: its end) or a date; default: today', monthOrDay);

const oneOf = (flags: string, description: string, ...choices: readonly string[]): Option =>
  new Option(flags, description).choices(choices);

function bundleFile(file: string): string {
  if (file.endsWith('.zip')) return file;
  throw new InvalidArgumentError('It is not a .zip bundle of a report.');
}

function numberOfPeople(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is not a whole number from 1 on.');
}

const rendered = (command: Command): Command =>
  command
    .option('-o, --output <file>', 'where to write it; - for standard output; default: its own name, here')
    .addOption(oneOf('--language <language>', 'of the texts; default: en, in a bundle all', 'en', 'es'))
    .addOption(oneOf('--audience <audience>', 'who may read it', 'funder', 'internal', 'public').default('funder'))
    .option('--no-expected', 'leave out the expected values, which are management information');

function program(): Command {
  const root = new Command('alliance-kpi')
    .description('Event-sourced KPI monitoring for alliances funded by the European Union')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text) });

  root
    .command('serve')
    .description('run the service')
    .option('--data <dir>', 'data folder (default ./data, or DATA_DIR)')
    .option('--port <port>', 'port (default 3000, or PORT); 0 takes a free one')
    .option('--host <address>', 'address to listen on (default 127.0.0.1, or HOST)')
    .option('--empty', 'on an empty data folder: set up no alliance')
    .option('--no-example', 'on an empty data folder: leave the example alliance out')
    .action(
      async ({
        data,
        port,
        host,
        empty,
        example,
      }: {
        data?: string;
        port?: string;
        host?: string;
        empty?: boolean;
        example: boolean;
      }) => {
        const flags = { DATA_DIR: data, PORT: port, HOST: host };
        const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) as Record<
          string,
          string
        >;
        const { serve } = await import('./cli/serve.js');
        await serve(given, empty ? 'nothing' : example ? 'lcamp-and-example' : 'lcamp');
      },
    );
  atAPoint(root.command('indicators').description('the indicators at a date, as known at a time')).action(
    async (options: PointOptions) => (await commands()).indicators(options),
  );
  atAPoint(root.command('milestones').description('the milestones at a date, as known at a time')).action(
    async (options: PointOptions) => (await commands()).milestones(options),
  );
  reading(root.command('events').description('the log as NDJSON CloudEvents'))
    .option('--type <type>', 'only events of this type')
    .option('--all', 'of all alliances, in log order')
    .action(async (options: EventsOptions) => (await commands()).events(options));
  addImports(root);
  wholeLog(
    root
      .command('verify')
      .description(
        'check the log, replay it from zero, compare with what is served and with every sealed report; ' +
          'or check the bundle of a report, on any machine',
      )
      .argument('[bundle]', 'a .zip bundle; needs no data folder', bundleFile)
      .option('--key <thumbprint>', "a bundle's signer must have this key (its kid under /.well-known/jwks.json)"),
  ).action(async (bundle: string | undefined, options: CommonOptions & VerifyBundleOptions) => {
    if (bundle === undefined && options.key !== undefined)
      throw new UsageError('--key is the key of a bundle: name the .zip file too.');
    if (bundle === undefined) await (await commands()).verify(options);
    else await (await import('./cli/verify-bundle.js')).verifyFile(bundle, options);
  });
  rendered(asKnown(root.command('report').description('the report of a project month as a file')))
    .requiredOption('--at <month>', 'the project month, such as M24; required', month)
    .addOption(
      oneOf('--format <format>', 'csv: tables, zipped; zip: all and a signature', ...REPORT_FORMATS, 'zip').default(
        'pdf',
      ),
    )
    .action(async (options: ReportOptions) => (await reportCommands()).report(options));
  rendered(
    reading(
      root
        .command('compare')
        .description('what changed between two points, and why')
        .argument('<from>', 'M24, M24@sealed, M24@submitted, M24@now, M24@<position or instant>', comparedPoint)
        .argument('<to>', 'the other point', comparedPoint),
    ),
  )
    .addOption(oneOf('--format <format>', 'csv: tables, zipped; default: in words', ...REPORT_FORMATS))
    .action(async (from: string, to: string, options: ComparisonOptions) =>
      (await reportCommands()).compare(from, to, options),
    );
  reading(root.command('months').description('the measurement months: how far each report is, what is due and missing'))
    .addOption(oneOf('--language <language>', 'of the texts', 'en', 'es'))
    .action(async (options: MonthsOptions) => (await reportCommands()).months(options));
  wholeLog(root.command('rebuild').description('make the read model anew from the log')).action(
    async (options: CommonOptions) => (await commands()).rebuild(options),
  );
  wholeLog(
    root
      .command('backup')
      .description('write a consistent, checked copy; also while the service runs')
      .argument('<file>'),
  ).action(async (file: string, options: CommonOptions) => (await commands()).backUp(file, options));
  wholeLog(
    root.command('restore').description('bring a backup back into an empty data folder').argument('<file>'),
  ).action(async (file: string, options: CommonOptions) => (await commands()).restoreFrom(file, options));
  return root;
}

const several = (value: string, before: readonly string[] = []): string[] => [...before, value];

function addImports(root: Command): void {
  const description = 'import a spreadsheet (.csv, .xlsx), or an .ndjson file of CloudEvents';
  reading(root.command('import').description(description).argument('<file>'))
    .option('--dry-run', 'say what would be recorded; store nothing')
    .option('--skip-invalid', 'record what can be, and name what is refused')
    .option('--migrate', '.ndjson: keep recorded times; into an empty data folder only')
    .option('--profile <name>', 'how the file is to be read: a profile, or a .json file that holds one')
    .option('--kind <kind>', 'what kind of list it is (default: as its headers say)')
    .option('--sheet <name>', 'the sheet of a workbook (default: the only one)')
    .addOption(oneOf('--dates <form>', 'how dates are written (default: iso)', 'iso', 'dd/mm/yyyy', 'mm/dd/yyyy'))
    .addOption(oneOf('--decimal <sign>', 'the decimal sign', '.', ','))
    .option('--encoding <name>', 'of a text without a mark: utf-8, windows-1252, windows-1254 … (default: utf-8)')
    .option('--set <field=value>', 'a value for all rows; several times', several)
    .option('--same <name=id>', 'which organisation a name means; several times', several)
    .option('--actor <name>', 'of a spreadsheet: who says what stands in it; kept, and shown as unverified')
    .option('--invited <number>', 'of a survey: how many were invited', numberOfPeople)
    .option('--participants <file>', 'of a survey: the list of participants, to count those invited')
    .action(async (file: string, options: ImportCommandOptions) => (await importing()).importFile(file, options));
  reading(root.command('imports').description('the spreadsheets that were imported')).action(
    async (options: CommonOptions) => (await importing()).imports(options),
  );
  reading(root.command('reverse-import').description('take an import back as a whole').argument('<import>'))
    .requiredOption('--reason <text>', 'why')
    .option('--actor <name>', 'who takes it back; kept, and shown as unverified')
    .action(async (importId: string, options: CommonOptions & { reason: string; actor?: string }) =>
      (await importing()).reverseImport(importId, options),
    );
  root
    .command('import-template')
    .description('a spreadsheet to fill in: members, mous, recommendations, history …')
    .argument('<kind>')
    .addOption(oneOf('--format <format>', 'of the file', 'csv', 'xlsx').default('xlsx'))
    .addOption(oneOf('--language <language>', 'of the headers', 'en', 'es').default('en'))
    .option('-o, --output <file>', 'where to write it (default: <kind>.<format>)')
    .action(async (kind: string, options: TemplateOptions) => (await importing()).importTemplate(kind, options));
}

/** What is said of an error, and the exit code. A fault is shown whole: it is to be reported. */
async function end(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  const { sentencesOf } = await import('./cli/expected-failures.js');
  const sentences = sentencesOf(error);
  console.error(sentences === undefined ? error : shown(sentences));
  return error instanceof ConfigurationError || error instanceof UsageError ? USAGE : FAILED;
}

let isEnding = false;

// Whoever reads what is printed may stop reading: `events | head` is no failure. Another one is told of once.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  if (!isEnding) void end(error).then((code) => process.exit(code));
  isEnding = true;
});

try {
  await program().parseAsync(process.argv);
} catch (error) {
  process.exitCode = await end(error);
}
