// What whoever imports should know of how a file was read, in the languages that its lists may be in.
import type { TemplateLanguage } from './templates.js';

/** So many numbers of rows, or names, are listed. */
const MOST_LISTED = 20;

const en = {
  listed: (shown: string, more: number): string => (more > 0 ? `${shown} and ${more} more` : shown),
  rowsAbove: (rows: string): string => `Rows above the header were passed over: ${rows}.`,
  headerAgain: (rows: string): string => `The header stands again in rows that were passed over: ${rows}.`,
  repeated: (row: number, of: number): string => `${row} (as ${of})`,
  repeatedRows: (rows: string): string => `Rows that repeat another row of the file were left out: ${rows}.`,
  example: (row: number): string => `Row ${row} is the example of the template: delete it, unless it is meant.`,
  nameless: (): string => 'What stands in columns without a header was left out.',
  valueBesideColumn: (field: string, column: string): string =>
    `The value given for ${field} was taken only where the column "${column}" is empty.`,
  surveyKept: (fields: string): string =>
    `The survey is recorded already with other details, which were kept: ${fields}.`,
  hiddenSheets: (names: string): string => `Hidden sheets were left out: ${names}.`,
  hiddenRows: (rows: string): string => `Hidden rows were left out: ${rows}.`,
  hiddenColumns: (columns: string): string => `Hidden columns were read like the others: ${columns}.`,
  formulas: (count: number): string =>
    `${count} cells are formulas: the values that the workbook remembers were taken.`,
  percentages: (count: number): string =>
    `${count} cells are percentages: the numbers that they hold were taken, 0.5 for 50 %.`,
};

type NoticeWords = typeof en;

const es: NoticeWords = {
  listed: (shown, more) => (more > 0 ? `${shown} y ${more} más` : shown),
  rowsAbove: (rows) => `Se pasaron por alto las filas encima de la cabecera: ${rows}.`,
  headerAgain: (rows) => `La cabecera se repite en filas que se pasaron por alto: ${rows}.`,
  repeated: (row, of) => `${row} (como ${of})`,
  repeatedRows: (rows) => `Se omitieron las filas que repiten otra fila del archivo: ${rows}.`,
  example: (row) => `La fila ${row} es el ejemplo de la plantilla: bórrela, si no es un hecho.`,
  nameless: () => 'Se omitió lo que hay en columnas sin cabecera.',
  valueBesideColumn: (field, column) =>
    `El valor dado para ${field} se tomó solo donde la columna «${column}» está vacía.`,
  surveyKept: (fields) => `La encuesta ya está registrada con otros datos, que se conservaron: ${fields}.`,
  hiddenSheets: (names) => `Se omitieron las hojas ocultas: ${names}.`,
  hiddenRows: (rows) => `Se omitieron las filas ocultas: ${rows}.`,
  hiddenColumns: (columns) => `Las columnas ocultas se leyeron como las demás: ${columns}.`,
  formulas: (count) => `${count} celdas son fórmulas: se tomaron los valores que guarda el libro.`,
  percentages: (count) =>
    `${count} celdas son porcentajes: se tomaron los números que contienen, 0,5 en el caso de 50 %.`,
};

const WORDS: Readonly<Record<TemplateLanguage, NoticeWords>> = { en, es };

/** A notice, in the words of whoever reads it. */
export type Notice = (words: NoticeWords) => string;

export function inWords(notices: readonly Notice[], language: TemplateLanguage): string[] {
  return notices.map((notice) => notice(WORDS[language]));
}

/** Numbers of rows and the like, the first of them where they are many. */
export function listed(items: readonly (string | number)[], words: NoticeWords): string {
  return words.listed(items.slice(0, MOST_LISTED).join(', '), items.length - MOST_LISTED);
}
