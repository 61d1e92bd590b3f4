// What the commands about reports do: build one, compare two points, say what is due.
import { accessSync, constants, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sha256 } from '../event-store/chain.js';
import type { MonthOverview } from '../reporting/months.js';
import type { Report, Section } from '../reporting/report-model.js';
import type { Access } from './access.js';
import { failureOf } from './command-failure.js';
import { chosen, printJson, query, read, withAccess, type CommonOptions } from './commands.js';
import { progressBar } from './progress.js';
import { print } from './shown.js';
import { shortened, spaced, table } from './tables.js';
import { UsageError } from './usage-error.js';

interface RenderedOptions extends CommonOptions {
  readonly output?: string;
  readonly language?: string;
  readonly audience?: string;
  readonly expected?: boolean;
}

export interface ReportOptions extends RenderedOptions {
  readonly at: string;
  readonly asOf?: string;
  readonly format: string;
}

export interface ComparisonOptions extends RenderedOptions {
  readonly format?: string;
}

export interface MonthsOptions extends CommonOptions {
  readonly language?: string;
}

const parametersOf = ({ language, audience, expected }: RenderedOptions): Record<string, string | undefined> => ({
  language,
  audience,
  expected: expected === false ? 'false' : undefined,
});

export async function report(options: ReportOptions): Promise<void> {
  const { at, asOf, format } = options;
  await withAccess(options, async (reached) => {
    const alliance = await chosen(reached, options);
    const path = `/api/alliances/${alliance}/reports/${at}.${encodeURIComponent(format)}${query({ asOf, ...parametersOf(options) })}`;
    await download(reached, path, options);
  });
}

export async function compare(from: string, to: string, options: ComparisonOptions): Promise<void> {
  await withAccess(options, async (reached) => {
    const alliance = await chosen(reached, options);
    const format = options.format ?? 'json';
    const path = `/api/alliances/${alliance}/comparison.${encodeURIComponent(format)}${query({ from, to, ...parametersOf(options) })}`;
    if (options.format !== undefined) return download(reached, path, options);
    const found = await read<Report>(reached, path);
    if (options.json) return printJson(found);
    print(`${found.title}\n`);
    for (const section of found.sections) printSection(section);
  });
}

/** Lists as they are, and tables that hold something. */
function printSection({ title, blocks, sections }: Section): void {
  for (const block of blocks) {
    if (block.kind === 'list') print(block.items.map((runs) => runs.map(({ text }) => text).join('')).join('\n'));
    if (block.kind === 'table' && block.table.rows.length > 0) {
      const { columns, rows } = block.table;
      print(`\n${title}\n`);
      print(
        table(
          columns.map((column) => column.title),
          rows.map((row) => row.map(({ text }) => shortened(text, WIDEST))),
        ),
      );
    }
  }
  sections.forEach(printSection);
}

const WIDEST = 80;

/** Writes the file where it is wanted. Throws what the service said where there is none. */
async function download(reached: Access, path: string, { output, json }: RenderedOptions): Promise<void> {
  if (output !== undefined && output !== '-') assertWritable(output);
  const bar = progressBar();
  try {
    const { status, name, bytes } = await reached.download(path, bar.update);
    if (status >= 400) throw failureOf(JSON.parse(bytes.toString('utf8')) as Record<string, unknown>);
    if (output === '-') return void process.stdout.write(bytes);
    const file = output ?? name;
    writeWhole(file, bytes);
    bar.stop();
    if (isZip(bytes) && file.endsWith('.csv'))
      console.error(`Note: ${file} is a ZIP of several CSV tables. Name it ${file}.zip to open it.`);
    const sum = sha256(bytes);
    print(
      json
        ? JSON.stringify({ file, bytes: bytes.length, sha256: sum })
        : `${file}: ${bytes.length} bytes, SHA-256 ${sum}`,
    );
  } finally {
    bar.stop();
  }
}

/** Throws where a file could not be written: nobody shall wait for a report that is then lost. */
function assertWritable(file: string): void {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there?.isDirectory()) throw new UsageError(`${file} is a folder; name a file in it.`);
  accessSync(there ? file : dirname(file), constants.W_OK);
}

/** Nobody shall take the beginning of a report for the report: without room on the disk, nothing is left of it. */
function writeWhole(file: string, bytes: Buffer): void {
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    if (statSync(file, { throwIfNoEntry: false })?.isFile()) rmSync(file);
    throw error;
  }
}

/** A ZIP archive begins with a local file header. */
const isZip = (bytes: Buffer): boolean => bytes.readUInt32LE(0) === 0x04034b50;

export async function months(options: MonthsOptions): Promise<void> {
  await withAccess(options, async (reached) => {
    const path = `/api/alliances/${await chosen(reached, options)}/months${query({ language: options.language })}`;
    const answer = await read<{ alliance: string; months: MonthOverview[]; reminders: string[] }>(reached, path);
    if (options.json) return printJson(answer);
    const rows = answer.months.map(({ month, date, status, deadline, daysLeft, missing, restated }) => [
      `M${month}`,
      date,
      spaced(status),
      deadline ?? '–',
      daysLeft === null ? '–' : String(daysLeft),
      String(missing.length),
      String(restated.length),
    ]);
    print(table(['month', 'ends on', 'report', 'due', 'days left', 'missing', 'restated'], rows));
    if (answer.reminders.length > 0) print(`\n${answer.reminders.join('\n')}`);
  });
}
