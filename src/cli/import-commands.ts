// Commands of the import: files of any kind, the imports there were, their reversal, and templates.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { ImportResult } from '../ingestion/import-lines.js';
import type { ImportEntry, Reversal } from '../ingestion/spreadsheets/import-log.js';
import { profileFrom, type NamedProfile } from '../ingestion/spreadsheets/import-profiles.js';
import type { ImportReport } from '../ingestion/spreadsheets/import-report.js';
import { KINDS, layOver, type Profile } from '../ingestion/spreadsheets/profile.js';
import { countParticipants } from '../ingestion/spreadsheets/participants.js';
import type { RowRefusal } from '../ingestion/spreadsheets/row-reader.js';
import type { FileFormat } from '../ingestion/spreadsheets/spreadsheet-file.js';
import {
  isTemplateKind,
  template,
  TEMPLATE_KINDS,
  type TemplateLanguage,
} from '../ingestion/spreadsheets/templates.js';
import { parseStrictJson } from '../platform/strict-json.js';
import type { Access } from './access.js';
import { CommandFailure, failureOf } from './command-failure.js';
import { chosen, operate, printJson, read, withAccess, type CommonOptions } from './commands.js';
import { readText } from './read-text.js';
import { inOneLine, print } from './shown.js';
import { counted, readableInstant, table } from './tables.js';
import { UsageError } from './usage-error.js';

export interface ImportCommandOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly skipInvalid?: boolean;
  readonly migrate?: boolean;
  /** Name of a profile, or a file that holds one. */
  readonly profile?: string;
  readonly kind?: string;
  readonly sheet?: string;
  readonly dates?: string;
  readonly decimal?: string;
  readonly encoding?: string;
  /** `field=value`: what all rows have that the file doesn't say. */
  readonly set?: readonly string[];
  /** `name=id`: which organisation a name means. */
  readonly same?: readonly string[];
  readonly actor?: string;
  readonly invited?: number;
  readonly participants?: string;
}

const FORMATS: Readonly<Record<string, 'ndjson' | FileFormat>> = {
  '.ndjson': 'ndjson',
  '.csv': 'csv',
  '.xlsx': 'xlsx',
};

function formatOf(file: string): 'ndjson' | FileFormat {
  const format = FORMATS[extname(file).toLowerCase()];
  if (format === undefined)
    throw new CommandFailure(`${file} is neither an .ndjson file of CloudEvents nor a spreadsheet (.csv, .xlsx).`);
  if (!existsSync(file)) throw new CommandFailure(`There is no file ${file}.`);
  return format;
}

export function importFile(file: string, options: ImportCommandOptions): Promise<void> {
  const format = formatOf(file);
  return format === 'ndjson' ? importNdjson(file, options) : importSpreadsheet(file, format, options);
}

const flagsOf = (flags: Readonly<Record<string, boolean | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(flags).flatMap(([name, flag]) => (flag ? [[name, 'true']] : [])));

/** What says how a spreadsheet is to be read, and who imports it. */
const OF_SPREADSHEETS = [
  'profile',
  'kind',
  'sheet',
  'dates',
  'decimal',
  'encoding',
  'set',
  'same',
  'actor',
  'invited',
  'participants',
] as const;

const SEAL = /"type"\s*:\s*"[^"]*\bReportSealed"/;
/** A seal is over the times of recording too, and these are new. */
const UNSEALED =
  'Warning: reports were sealed in this log. Their seals hold only where the recorded times are kept: by --migrate into an empty folder. As it is now, "alliance-kpi verify" finds them broken.';

async function importNdjson(file: string, options: ImportCommandOptions): Promise<void> {
  const stray = OF_SPREADSHEETS.find((name) => options[name] !== undefined);
  if (stray !== undefined) throw new UsageError(`--${stray} is of spreadsheets: events say all of it themselves.`);
  const { dryRun, skipInvalid, migrate } = options;
  const flags = flagsOf({ dryRun, skipInvalid, migrate });
  const text = readText(file);
  const result = await operate<ImportResult>(options, 'import', flags, text);
  for (const { line, problem } of result.refused) {
    console.error(inOneLine(`line ${line}: ${failureOf(problem).message}`));
  }
  if (options.json) printJson(result);
  else print(recordedInWords(result.recorded, result.repeats, options));
  if (result.recorded > 0 && !migrate && SEAL.test(text)) console.warn(UNSEALED);
  if (result.refused.length > 0)
    throw new CommandFailure(`${result.refused.length} of ${result.lines} lines were refused.`);
}

function recordedInWords(recorded: number, repeats: number, { dryRun }: ImportCommandOptions): string {
  const there = repeats > 0 ? `, ${repeats} there already` : '';
  return dryRun ? `${recorded} would be recorded${there}; nothing was stored.` : `${recorded} recorded${there}.`;
}

async function importSpreadsheet(file: string, format: FileFormat, options: ImportCommandOptions): Promise<void> {
  if (options.migrate) throw new UsageError('A spreadsheet holds no recorded times: import it without --migrate.');
  const isFile = options.profile?.endsWith('.json') === true;
  const invited = await invitedIn(options);
  const settings = settingsOf(options, isFile ? profileIn(options.profile) : {});
  const report = await withAccess(options, async (reached) => {
    const alliance = decodeURIComponent(await chosen(reached, options));
    const { dryRun, skipInvalid, actor } = options;
    const parameters = {
      alliance,
      ...(actor === undefined ? {} : { actor }),
      format,
      settings: JSON.stringify(
        invited === undefined ? settings : await withInvited(invited, settings, options, reached),
      ),
      ...(options.profile === undefined || isFile ? {} : { profile: options.profile }),
      ...flagsOf({ dryRun, skipInvalid }),
    };
    return operate<ImportReport>(options, 'import-spreadsheet', parameters, readFileSync(file), reached);
  });
  for (const refused of report.refused) console.error(inOneLine(refusalInWords(refused)));
  if (options.json) printJson(report);
  else printReport(report, options);
  if (report.refusedRows > 0) throw new CommandFailure(`${report.refusedRows} of ${report.rows} rows were refused.`);
}

function profileIn(file: string): Profile {
  if (!existsSync(file)) throw new CommandFailure(`There is no file ${file}.`);
  return profileFrom(parseStrictJson(readText(file)));
}

/** What the options say, laid over a profile. */
function settingsOf(options: ImportCommandOptions, profile: Profile): Profile {
  const { kind, sheet, dates, decimal, encoding } = options;
  if (kind !== undefined && !(KINDS as readonly string[]).includes(kind))
    throw new UsageError(`There is no kind "${kind}"; there are ${KINDS.join(', ')}.`);
  const said = Object.entries({ kind, sheet, dates, decimal, encoding }).filter(([, value]) => value !== undefined);
  const over: unknown = {
    ...Object.fromEntries(said),
    // A value may hold the sign itself, and so may a name; a field and an id don't.
    ...(options.set ? { values: pairs(options.set, '--set field=value', (pair) => pair.indexOf('=')) } : {}),
    ...(options.same ? { organisations: pairs(options.same, '--same name=id', (pair) => pair.lastIndexOf('=')) } : {}),
  };
  return layOver(profile, profileFrom(over));
}

async function invitedIn({ invited, participants, profile }: ImportCommandOptions): Promise<number | undefined> {
  if (invited === undefined && participants === undefined) return undefined;
  if (profile === undefined)
    throw new UsageError('--invited and --participants are of a survey: name its profile with --profile.');
  if (participants === undefined) return invited;
  const format = formatOf(participants);
  if (format === 'ndjson') throw new CommandFailure(`${participants} is no list of participants.`);
  return (await countParticipants(readFileSync(participants), format, {})).invited;
}

/** The settings with how many were invited to the survey that they, or the profile that is named, speak of. */
async function withInvited(
  invited: number,
  settings: Profile,
  { profile = '' }: ImportCommandOptions,
  reached: Access,
): Promise<Profile> {
  const named = async (): Promise<Profile> =>
    (await read<NamedProfile>(reached, `/api/import-profiles/${encodeURIComponent(profile)}`)).profile;
  const { survey } = profile.endsWith('.json') ? settings : await named();
  if (!survey) throw new CommandFailure(`The profile ${profile} speaks of no survey that anyone could be invited to.`);
  return { ...settings, survey: { ...survey, invited } };
}

function pairs(given: readonly string[], form: string, placeIn: (pair: string) => number): Record<string, string> {
  return Object.fromEntries(
    given.map((each) => {
      const place = placeIn(each);
      if (place < 1 || each.startsWith('__proto__=')) throw new UsageError(`"${each}" is not of the form ${form}.`);
      return [each.slice(0, place), each.slice(place + 1)];
    }),
  );
}

function refusalInWords({ row, column, value, detail, remedy }: RowRefusal): string {
  const where = column === undefined ? `row ${row}` : `row ${row}, ${column}`;
  const held = value === undefined || detail.includes(value) ? '' : ` (${value})`;
  return `${where}: ${detail.replace(/[.]?$/, '')}${held}. ${remedy}`;
}

function printReport(report: ImportReport, options: ImportCommandOptions): void {
  const { dryRun, events, alreadyThere, kept, leftOut, likelyDuplicates, notices, importId, profile, kind, rows } =
    report;
  const possible = Object.values(events).reduce((sum, count) => sum + count, 0);
  print(`${counted(rows, 'row')}, read as ${kind}${profile === null ? '' : ` with the profile ${profile}`}.`);
  for (const notice of notices) print(notice);
  for (const [reason, count] of Object.entries(leftOut)) print(`Left out: ${count} × ${reason}.`);
  if (kept.length > 0) print(`Recorded already, with other details, which were kept: ${kept.length}.`);
  for (const { organisations } of likelyDuplicates) {
    const named = organisations.map(
      ({ name, row, id, made = id }) =>
        `"${name}" (${[...(row ? [`row ${row}`] : []), ...(made ? [made] : [])].join(', ')})`,
    );
    print(`Likely the same: ${named.join(', ')}. If they are: --same "name=id".`);
  }
  for (const [type, count] of Object.entries(events)) print(`  ${type} × ${count}`);
  print(recordedInWords(dryRun ? possible : report.recorded, alreadyThere, options));
  if (importId !== null) print(`To take it back as a whole: alliance-kpi reverse-import ${importId} --reason "…"`);
}

export function imports(options: CommonOptions): Promise<void> {
  return withAccess(options, async (reached) => {
    const path = `/api/alliances/${await chosen(reached, options)}/imports`;
    const answer = await read<{ imports: ImportEntry[] }>(reached, path);
    if (options.json) return printJson(answer);
    const rows = answer.imports.map(({ importId, recordedAt, actor, events, reversed }) => [
      importId,
      readableInstant(recordedAt),
      actor,
      Object.entries(events)
        .map(([type, count]) => `${type} × ${count}`)
        .join(', '),
      reversed === null ? '–' : readableInstant(reversed.recordedAt),
      reversed?.reason ?? '–',
    ]);
    print(table(['import', 'recorded', 'by', 'events', 'taken back', 'reason'], rows));
  });
}

export async function reverseImport(
  importId: string,
  options: CommonOptions & { readonly reason: string; readonly actor?: string },
): Promise<void> {
  const reversal = await withAccess(options, async (reached) => {
    const alliance = decodeURIComponent(await chosen(reached, options));
    const { reason, actor } = options;
    const parameters = { alliance, importId, reason, ...(actor === undefined ? {} : { actor }) };
    return operate<Reversal>(options, 'reverse-import', parameters, undefined, reached);
  });
  if (options.json) return printJson(reversal);
  const before = reversal.alreadyRetracted > 0 ? `, ${reversal.alreadyRetracted} had been before` : '';
  print(`${counted(reversal.retracted, 'event')} retracted${before}. The history shows both.`);
}

export interface TemplateOptions {
  readonly format: FileFormat;
  readonly language: TemplateLanguage;
  readonly output?: string;
}

export async function importTemplate(kind: string, { format, language, output }: TemplateOptions): Promise<void> {
  if (!isTemplateKind(kind))
    throw new UsageError(`There is no kind "${kind}"; there are ${TEMPLATE_KINDS.join(', ')}.`);
  const file = output ?? `${kind}.${format}`;
  // It may be the list that was filled in since.
  if (statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new CommandFailure(`${file} is there already, and stays as it is. Name another file with -o.`);
  writeFileSync(file, await template(kind, format, language));
  print(`${file}: overwrite the example row; then import it, with --dry-run first.`);
}
