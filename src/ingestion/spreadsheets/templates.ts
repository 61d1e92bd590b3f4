// Templates to download: a header, what each column is, and an example, for each kind of list, in a language.
import type { FieldDefinition } from './kinds/kind.js';
import { kindDefinitions } from './kinds/kinds.js';
import type { FileFormat } from './spreadsheet-file.js';

export type TemplateKind = keyof typeof kindDefinitions;

export const TEMPLATE_KINDS = Object.keys(kindDefinitions) as TemplateKind[];

export const isTemplateKind = (name: string): name is TemplateKind => Object.hasOwn(kindDefinitions, name);

export const TEMPLATE_LANGUAGES = ['en', 'es'] as const;

export type TemplateLanguage = (typeof TEMPLATE_LANGUAGES)[number];

interface TemplateWords {
  /** What stands above a column. */
  readonly header: (field: string, definition: FieldDefinition) => string;
  /** Examples in words of the language; those that aren't named stay as they are. */
  readonly examples: Readonly<Record<string, string>>;
  /** What a spreadsheet program set to the language takes for the end of a cell. */
  readonly delimiter: string;
  readonly sheet: string;
  readonly explanations: string;
  readonly columns: readonly [column: string, needed: string];
  readonly needed: string;
  readonly explanation: (definition: FieldDefinition) => string;
}

const words: Readonly<Record<TemplateLanguage, TemplateWords>> = {
  en: {
    header: (field) => field,
    examples: {},
    delimiter: ',',
    // Excel keeps the name "history" for itself.
    sheet: 'To fill in',
    explanations: 'Explanations',
    columns: ['column', 'needed'],
    needed: 'yes',
    explanation: ({ what, headers }) => `${what} Also understood: ${headers.join(', ')}.`,
  },
  es: {
    header: (field, { headers: [, spanish] }) => spanish ?? field,
    examples: {
      associatePartner: 'Socio asociado',
      company: 'Empresa',
      DE: 'Alemania',
      'member joined': 'Adhesión',
      no: 'No',
    },
    delimiter: ';',
    sheet: 'Para rellenar',
    explanations: 'Explicaciones',
    columns: ['columna', 'necesaria'],
    needed: 'sí',
    explanation: ({ headers }) => `También se entiende: ${headers.join(', ')}.`,
  },
};

/** What stands in the example row under a field's header; empty where nothing does. */
export const exampleOf = ({ example }: FieldDefinition, language: TemplateLanguage): string =>
  words[language].examples[example] ?? example;

const HEADER_STYLE = { font: { bold: true } };
const WIDTH = 22;
const EXPLANATION_WIDTH = 100;

/** The file that a list of this kind is begun with: the same bytes every time. The example row is to be overwritten. */
export async function template(
  kind: TemplateKind,
  format: FileFormat,
  language: TemplateLanguage = 'en',
): Promise<Buffer> {
  const { title, fields } = kindDefinitions[kind];
  const said = words[language];
  const columns = Object.entries(fields);
  const header = columns.map(([field, definition]) => said.header(field, definition));
  const example = columns.map(([, definition]) => exampleOf(definition, language));
  if (format === 'csv') {
    const { writeCsv } = await import('hucre/csv');
    // With the mark, spreadsheet programs open it as UTF-8.
    return Buffer.from(writeCsv([header, example], { bom: true, delimiter: said.delimiter }), 'utf8');
  }
  const { writeXlsx } = await import('hucre/xlsx');
  const explanations = columns.map(([, definition], column) => [
    header[column] as string,
    definition.required ? said.needed : '',
    said.explanation(definition),
  ]);
  const workbook = await writeXlsx({
    sheets: [
      {
        name: said.sheet,
        columns: columns.map(() => ({ width: WIDTH })),
        rows: [header, example],
        cells: new Map(columns.map((_, column) => [`0,${column}`, { style: HEADER_STYLE }])),
      },
      {
        name: said.explanations,
        columns: [{ width: WIDTH }, { width: WIDTH }, { width: EXPLANATION_WIDTH }],
        rows: [[...said.columns, language === 'en' ? title : ''], ...explanations],
        hidden: true,
      },
    ],
    properties: { created: EPOCH, modified: EPOCH },
  });
  return Buffer.from(workbook);
}

/** Files have no time of their own: the same template is the same bytes. */
const EPOCH = new Date(0);
