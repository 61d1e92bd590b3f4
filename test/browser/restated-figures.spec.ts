// Restated figures of a month in the reader's words and units.
import { beforeAll, expect, it } from '@jest/globals';
import { loadInLanguage } from './web-module.js';

interface RestatedFigures {
  nameOfRestated(figure: object): string;
  writeRestated(figure: object, value: unknown, units: ReadonlyMap<string, string>): string;
}

let figures: RestatedFigures;
beforeAll(async () => {
  ({ module: figures } = await loadInLanguage<RestatedFigures>('months/restated-figures.ts', 'es'));
});

const UNITS = new Map([
  ['I3', 'count'],
  ['I5', 'percent'],
  ['KPI.1', 'EUR'],
]);

it.each([
  ['indicator', 'I3', 1234.5, 'I3', '1234,5'],
  ['indicator', 'I5', 62.9876, 'I5', '62,99 %'],
  ['indicator', 'KPI.1', 12000.25, 'KPI.1', '12.000,25 EUR'],
  ['indicator', 'I5', null, 'I5', 'Sin datos'],
  ['companion', 'I3.inForce', 7, 'I3: En vigor', '7'],
  ['companion', 'KPI.1.responses', 7, 'KPI.1: Respuestas', '7'],
  ['companion', 'I5.interval', [24.514, 92.486], 'I5: Intervalo del 95 %', '24,51 % – 92,49 %'],
  ['status', 'I5', 'atRisk', 'I5: estado', 'En riesgo'],
  ['milestone', 'MS2', 'overdue', 'MS2: estado', 'Vencido'],
])('%s %s, %j', (kind, id, value, name, written) => {
  expect(figures.nameOfRestated({ kind, id })).toBe(name);
  expect(figures.writeRestated({ kind, id }, value, UNITS).replaceAll('\u00a0', ' ')).toBe(written);
});
