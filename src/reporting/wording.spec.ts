// Values in words: the same on every machine, whatever its locale.
import { describe, expect, it } from '@jest/globals';
import { dayOf, ProjectCalendar } from '../../projections/calendar.js';
import { EVENT_TYPES } from '../domain/events.js';
import { en } from './texts/en.js';
import { LANGUAGES } from './texts/languages.js';
import { monthPlace, Wording } from './wording.js';

const english = new Wording(en);
const spanish = new Wording(LANGUAGES.get('es') ?? en);

describe('a number', () => {
  it.each([
    [0, '0', '0'],
    [-0, '0', '0'],
    [57, '57', '57'],
    [66.66666, '66.67', '66,67'],
    [1.005, '1.01', '1,01'],
    [0.1 + 0.2, '0.3', '0,3'],
    [-2.5, '−2.5', '−2,5'],
    [-0.001, '0', '0'],
    [1234, '1234', '1234'],
    [12345, '12,345', '12\u00a0345'],
    [3999988, '3,999,988', '3\u00a0999\u00a0988'],
    [1e-7, '0', '0'],
    [2 ** 53, '9,007,199,254,740,992', '9\u00a0007\u00a0199\u00a0254\u00a0740\u00a0992'],
  ])('%p is written %p in English and %p in Spanish', (value, inEnglish, inSpanish) => {
    expect([english.number(value), spanish.number(value)]).toEqual([inEnglish, inSpanish]);
  });
});

describe('a value', () => {
  it('has its unit', () => {
    expect(english.value(57.3, 'percent')).toBe('57.3 %');
    expect(spanish.value(4_000_000, 'EUR')).toBe('4\u00a0000\u00a0000\u00a0EUR');
    expect([english.value(true, 'yesNo'), spanish.value(true, 'yesNo')]).toEqual(['Yes', 'Sí']);
    expect(spanish.value(null, 'count')).toBe('Sin datos');
  });

  it('is a cell of its type, or says that there is none', () => {
    expect(english.valueCell(66.666, 'percent')).toEqual({
      kind: 'number',
      value: 66.666,
      text: '66.67 %',
      decimals: 2,
      unit: 'percent',
    });
    expect(english.valueCell(null, 'count')).toEqual({ kind: 'none', text: 'No data' });
    expect(spanish.stated('')).toEqual({ kind: 'none', text: 'No indicado' });
    expect(english.dateCell('2024-06-14')).toEqual({ kind: 'date', value: '2024-06-14', text: '14/06/2024' });
  });
});

it('a small number is no nought, and money that is not whole has its cents', () => {
  const small = [0.0004, 0.000_85, 0.0149, 0.05, -1e-7, 1e-300, 66.666].map((value) => english.value(value, 'number'));
  expect(small).toEqual(['0.0004', '0.00085', '0.015', '0.05', '−0.0000001', '0', '66.67']);
  expect(english.numberCell(0.0004, 'number')).toMatchObject({ text: '0.0004', decimals: 5 });
  expect([8500.5, 8500, 0.005].map((value) => english.value(value, 'EUR'))).toEqual(
    ['8500.50', '8500', '0.01'].map((amount) => `${amount}\u00a0EUR`),
  );
});

it('what was recorded has all its decimals, and its unit', () => {
  expect(english.recorded(5.255, 'percent')).toBe(english.texts.percent('5.255'));
  expect(spanish.recorded(-8999.999, 'EUR')).toBe('−8999,999\u00a0EUR');
  expect([1e-9, 12, 1.5e-7, 2 ** 53].map((value) => english.recorded(value, 'number'))).toEqual([
    '0.000000001',
    '12',
    '0.00000015',
    '9,007,199,254,740,992',
  ]);
  expect(spanish.recorded(true, 'yesNo')).toBe('Sí');
});

it('an amount in a cell may be parted from its currency, and nowhere else', () => {
  expect(spanish.numberCell(-250_000.75, 'EUR').text).toBe('−250\u00a0000,75 EUR');
});

it('a count between two counts has a decimal at most, and a difference of percentages is in points', () => {
  expect(english.value(53.548, 'count')).toBe('53.5');
  expect(english.numberCell(7.89, 'points').text).toBe('7.89 points');
  expect(spanish.numberCell(7.89, 'points').text).toBe('7,89 puntos');
  const changes = [41, -3, 0, 0.001].map((change) => english.changeCell(change, 'percent').text);
  expect(changes).toEqual(['+41', '−3', '0', '0'].map(english.texts.percent));
  expect(english.changeCell(null, 'count').text).toBe(english.texts.none);
});

it('a sentence leaves out what there is none of', () => {
  expect(english.texts.summary.glance(6, 2, 0, 4, 0)).toBe(
    'Of 6 indicators, 2 reached their last target and 4 are behind or missed it.',
  );
  expect(english.texts.summary.milestones(1, 1, 0, 0)).toBe('Of 1 milestone, 1 is achieved.');
  expect(spanish.texts.summary.glance(1, 0, 1, 0, 0)).toMatch(/^De 1 indicador, /);
  expect(spanish.texts.summary.milestones(3, 1, 0, 0)).toBe('De 3 hitos, 1 está alcanzado.');
});

it('notes of the figures are said in the language, names and numbers as they are', () => {
  const note = 'Baseline stated: 40; computed on its day (2023-11-14): 38.';
  expect(english.note(note)).toBe('Baseline stated: 40; computed on its day (14/11/2023): 38.');
  expect(spanish.note(note)).toBe('Valor de referencia indicado: 40; calculado en su día (14/11/2023): 38.');
  expect(spanish.note('Answers to survey s1 dated outside its opening are not counted: a, b and 3 more.')).toBe(
    'No se cuentan las respuestas a la encuesta s1 fechadas fuera de su apertura: a, b y 3 más.',
  );
  const measured = 'Baseline stated: 52.5; computed on its day (2023-02-28): 1234567.89.';
  expect(spanish.note(measured, 'EUR')).toBe(
    'Valor de referencia indicado: 52,50\u00a0EUR; calculado en su día (28/02/2023): 1\u00a0234\u00a0567,89\u00a0EUR.',
  );
  expect(spanish.note('Baseline stated: no; computed on its day (2023-02-28): yes.', 'yesNo')).toBe(
    'Valor de referencia indicado: No; calculado en su día (28/02/2023): Sí.',
  );
  expect(english.note('reached after the due month')).toBe('Reached after the due month.');
  expect(spanish.note('since fallen')).toBe('Después ha bajado.');
  expect(spanish.note('Something of the framework.')).toBe('Something of the framework.');
});

describe.each([...LANGUAGES])('the texts in %s', (_language, texts) => {
  it('name every type of event', () => {
    expect(Object.keys(texts.event).sort()).toEqual([...EVENT_TYPES].sort());
  });
});

it('a day stands among the months: at 24 on the last day of M24, in between before', () => {
  const calendar = new ProjectCalendar(dayOf('2022-06-15'), dayOf('2026-06-14'));
  expect(monthPlace(dayOf('2024-06-14'), calendar)).toBe(24);
  expect(monthPlace(dayOf('2022-06-14'), calendar)).toBe(0);
  expect(monthPlace(dayOf('2024-06-29'), calendar)).toBeCloseTo(24.5);
});
