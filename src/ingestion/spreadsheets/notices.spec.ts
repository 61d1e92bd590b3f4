// Notices are said in the language that is asked for, with no more numbers than anyone reads.
import { expect, it } from '@jest/globals';
import { inWords, listed, type Notice } from './notices.js';

it('a notice is said in either language', () => {
  const rows = Array.from({ length: 22 }, (_, i) => i + 2);
  const notices: Notice[] = [(words) => words.hiddenRows(listed(rows, words)), (words) => words.formulas(3)];
  const shown = '2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21';
  expect(inWords(notices, 'en')).toEqual([
    `Hidden rows were left out: ${shown} and 2 more.`,
    '3 cells are formulas: the values that the workbook remembers were taken.',
  ]);
  expect(inWords(notices, 'es')).toEqual([
    `Se omitieron las filas ocultas: ${shown} y 2 más.`,
    '3 celdas son fórmulas: se tomaron los valores que guarda el libro.',
  ]);
});
