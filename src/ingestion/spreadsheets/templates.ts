// Templates to download: a header, what each column is, and an example, for each kind of list.
import type { FieldDefinition } from './kinds/kind.js';
import { kindDefinitions } from './kinds/kinds.js';
import type { FileFormat } from './spreadsheet-file.js';

export type TemplateKind = keyof typeof kindDefinitions;

export const TEMPLATE_KINDS = Object.keys(kindDefinitions) as TemplateKind[];

export const isTemplateKind = (name: string): name is TemplateKind => Object.hasOwn(kindDefinitions, name);

const HEADER_STYLE = { font: { bold: true } };
const WIDTH = 22;
const EXPLANATION_WIDTH = 100;

/** The file that a list of this kind is begun with: the same bytes every time. The example row is to be overwritten. */
export async function template(kind: TemplateKind, format: FileFormat): Promise<Buffer> {
  const { title, fields } = kindDefinitions[kind];
  const columns = Object.entries(fields);
  const header = columns.map(([field]) => field);
  const example = columns.map(([, { example: value }]) => value);
  if (format === 'csv') {
    const { writeCsv } = await import('hucre/csv');
    // With the mark, spreadsheet programs open it as UTF-8.
    return Buffer.from(writeCsv([header, example], { bom: true }), 'utf8');
  }
  const { writeXlsx } = await import('hucre/xlsx');
  const explanations = columns.map(([field, definition]) => explanation(field, definition));
  const workbook = await writeXlsx({
    sheets: [
      {
        // Excel keeps the name "history" for itself.
        name: 'To fill in',
        columns: columns.map(() => ({ width: WIDTH })),
        rows: [header, example],
        cells: new Map(columns.map((_, column) => [`0,${column}`, { style: HEADER_STYLE }])),
      },
      {
        name: 'Explanations',
        columns: [{ width: WIDTH }, { width: WIDTH }, { width: EXPLANATION_WIDTH }],
        rows: [['column', 'needed', title], ...explanations],
        hidden: true,
      },
    ],
    properties: { created: EPOCH, modified: EPOCH },
  });
  return Buffer.from(workbook);
}

/** Files have no time of their own: the same template is the same bytes. */
const EPOCH = new Date(0);

function explanation(field: string, { required, what, headers }: FieldDefinition): string[] {
  return [field, required ? 'yes' : '', `${what} Also understood: ${headers.join(', ')}.`];
}
