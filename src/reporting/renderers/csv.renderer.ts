// CSV (RFC 4180): a file for each table, zipped. Values as machines read them: dates ISO 8601, numbers unrounded.
import { stringify } from 'csv-stringify/sync';
import { REPORT_FILE_TYPES } from '../../platform/http/file-types.js';
import type { Block, Cell, Narrative, Report, Section, Table } from '../report-model.js';
import { archive } from './archive.js';
import type { Renderer } from './renderer.js';
import { addressed } from './texts.js';

export const csvRenderer: Renderer = {
  format: 'csv',
  extension: '.csv.zip',
  mediaType: REPORT_FILE_TYPES.csv,
  render: (report) =>
    archive(
      csvFiles(report).map(({ name, text }) => ({ name, bytes: new TextEncoder().encode(text) })),
      'compressed',
    ),
};

export interface CsvFile {
  readonly name: string;
  readonly text: string;
}

/** The files of a report: the cover, the narratives, and every table. */
export function csvFiles(report: Report): CsvFile[] {
  const blocks = report.sections.flatMap(blocksOf);
  const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
  const narratives = blocks.filter((block): block is Narrative => block.kind === 'narrative');
  const { cover, words } = report;
  const funding = [cover.fundingStatement, cover.disclaimer, ...(cover.warning === undefined ? [] : [cover.warning])];
  return [
    csv('cover', [
      [words.item, words.value],
      [report.title, cover.subtitle],
      ...cover.details.map(({ term, value }) => [term, asField(value)]),
      ...funding.map((text) => ['', text]),
    ]),
    csv('narratives', [
      [words.section, words.language, words.text],
      ...narratives.map(({ section, language, markdown }) => [section, language, markdown]),
    ]),
    ...tables.map((table) => csv(table.id, rowsOf(table))),
  ];
}

/** The blocks of a section and of those inside it, in order. */
export function blocksOf({ blocks, sections }: Section): Block[] {
  return [...blocks, ...sections.flatMap(blocksOf)];
}

type Field = string | number | boolean;

function rowsOf({ columns, rows }: Table): Field[][] {
  return [columns.map(({ title }) => title), ...rows.map((row) => row.map(asField))];
}

const NOTHING = '–';

function asField(cell: Cell): Field {
  switch (cell.kind) {
    case 'number':
    case 'date':
      return cell.value;
    case 'yesNo':
      return cell.value ? 'true' : 'false';
    case 'text':
      return addressed(cell.text, cell.link);
    case 'none':
      return cell.text === NOTHING ? '' : cell.text;
  }
}

/** Spreadsheets would compute a text that begins like a formula, and take UTF-8 for something else without its mark. */
function csv(id: string, rows: readonly (readonly Field[])[]): CsvFile {
  return {
    name: `${id}.csv`,
    text: stringify(rows as Field[][], {
      escape_formulas: true,
      bom: true,
      record_delimiter: 'windows',
      // By itself it quotes for a whole end of a record alone: behind half of one, a text would go on as a row of its own.
      quoted_match: /[\r\n]/,
    }),
  };
}
