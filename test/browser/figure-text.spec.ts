// Numbers and dates as the dashboard writes them, beside what the platform writes in the same language.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadInLanguage, loadWebModules } from './web-module.js';

interface Words {
  loadText(language: string): Promise<void>;
}
interface FigureText {
  writeNumber(value: number): string;
  writeExactly(value: number): string;
  writeDate(isoDate: string): string;
  writeValue(value: number, unit: string): string;
  writeChange(change: number, unit: string): string;
  writeGoal(indicator: object, target: number | boolean): string;
  writeNote(note: string, unit: string): string;
}

const MINUS = '−';
const tenths = Array.from({ length: 2_400 }, (_, i) => (i - 1_200) / 20);
const LARGE = [10_000, 123_456, 1_234_567.8, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
const NUMBERS = [...tenths, 999, 999.94, 999.95, 1_000, 1_234.5, 9_999, 9_999.95, -4_321, ...LARGE];
const DAYS = Array.from(
  { length: 12 },
  (_, i) => `2026-${String(i + 1).padStart(2, '0')}-${i % 2 === 0 ? '01' : '28'}`,
);

describe.each(['en', 'es'])('figures in %s', (language) => {
  let figureText: FigureText;
  let locale: string;

  beforeAll(async () => {
    ({ module: figureText, locale } = await loadInLanguage<FigureText>('figure-text.ts', language));
  });

  it('writes numbers with one decimal at most, as the language groups them', () => {
    const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'negative' });
    expect(NUMBERS.map((value) => figureText.writeNumber(value))).toEqual(
      NUMBERS.map((value) => format.format(value).replace('-', MINUS)),
    );
  });

  it('writes a recorded number with all its decimals', () => {
    const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 20, signDisplay: 'negative' });
    expect([0.04, -3.14159, 12_345.678, 7].map((value) => figureText.writeExactly(value))).toEqual(
      [0.04, -3.14159, 12_345.678, 7].map((value) => format.format(value).replace('-', MINUS)),
    );
  });

  it('writes a number without a unit so that a small one is not 0, and no small change is none', () => {
    const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
    const written = (value: number): string => format.format(value);
    expect([0.05, 2.25, 0.0423, 0, 1_000].map((value) => figureText.writeValue(value, 'number'))).toEqual(
      [0.05, 2.25, 0.042, 0, 1_000].map(written),
    );
    expect([0.03, -0.03].map((change) => figureText.writeChange(change, 'number'))).toEqual([
      `+${written(0.03)}`,
      `${MINUS}${written(0.03)}`,
    ]);
    expect(figureText.writeChange(0.04, 'count')).toBe(figureText.writeChange(0, 'number'));
  });

  it('writes an amount with its cents where it is small', () => {
    const euros = (values: readonly number[], decimals: number): string[] => {
      const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', ...digits });
      return values.map((value) => format.format(value));
    };
    const writtenOf = (values: readonly number[]): string[] =>
      values.map((value) => figureText.writeValue(value, 'EUR'));
    expect(writtenOf([2.4, 0.05, -99.5])).toEqual(euros([2.4, 0.05, -99.5], 2));
    expect(writtenOf([0, 2, 707.53, -707.53, 3_999_988.5])).toEqual(euros([0, 2, 707.53, -707.53, 3_999_988.5], 0));
    expect(figureText.writeChange(0.3, 'EUR')).toBe(`+${euros([0.3], 2).join()}`);
    expect(writtenOf([-0.004, 0.004, -0.4 / 1e9, 99.999])).toEqual(euros([0, 0, 0, 100], 0));
    expect(figureText.writeChange(-0.004, 'EUR')).toBe(figureText.writeChange(0, 'count'));
  });

  it('writes a target as what a value is a part of, but where it is to fall, is a yes, or isn’t known', () => {
    const goalOf = (indicator: object, target: number | boolean): string => figureText.writeGoal(indicator, target);
    const [of, target] = language === 'en' ? ['of', 'Target: '] : ['de', 'Meta: '];
    expect([
      goalOf({ value: 49, unit: 'count', direction: 'up' }, 60),
      goalOf({ value: 9.1, unit: 'number', direction: 'down' }, 6),
      goalOf({ value: null, unit: 'count', direction: 'up' }, 60),
      goalOf({ value: false, unit: 'yesNo', direction: 'up' }, true),
    ]).toEqual([`${of} 60`, `${target}6`, `${target}60`, `${target}${language === 'en' ? 'Yes' : 'Sí'}`]);
  });

  it('writes a baseline and what was computed on its day in their unit, with all their decimals', () => {
    const note = (stated: string, computed: string, unit: string): string =>
      figureText.writeNote(`Baseline stated: ${stated}; computed on its day (2023-02-28): ${computed}.`, unit);
    expect([
      note('52.5', '52.54', 'percent'),
      note('1234567.8', '-0.004', 'EUR'),
      note('40', '12345', 'count'),
      note('no', 'yes', 'yesNo'),
    ]).toEqual(
      language === 'en'
        ? [
            'Baseline stated: 52.5%; computed on its day (28 Feb 2023): 52.54%.',
            'Baseline stated: 1,234,567.8\u00a0EUR; computed on its day (28 Feb 2023): −0.004\u00a0EUR.',
            'Baseline stated: 40; computed on its day (28 Feb 2023): 12,345.',
            'Baseline stated: No; computed on its day (28 Feb 2023): Yes.',
          ]
        : [
            'Valor de referencia indicado: 52,5\u00a0%; calculado en su día (28 feb 2023): 52,54\u00a0%.',
            'Valor de referencia indicado: 1.234.567,8\u00a0EUR; calculado en su día (28 feb 2023): −0,004\u00a0EUR.',
            'Valor de referencia indicado: 40; calculado en su día (28 feb 2023): 12.345.',
            'Valor de referencia indicado: No; calculado en su día (28 feb 2023): Sí.',
          ],
    );
  });

  it('writes dates with the month in letters', () => {
    const format = new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    });
    expect(DAYS.map((day) => figureText.writeDate(day))).toEqual(DAYS.map((day) => format.format(new Date(day))));
  });
});

describe('what stands beside a value', () => {
  const activities = { unit: 'percent', companions: { numerator: 3, denominator: 4 } };
  const survey = { unit: 'percent', companions: { ...activities.companions, surveyId: 'wave-1' } };

  it.each([
    ['en', 'Completed: 3 of 4 planned', 'Satisfied: 3 of 4 valid answers', 'Just changed, Counted: 2 → 1,203'],
    [
      'es',
      'Completadas: 3 de 4 planificadas',
      'Satisfechos: 3 de 4 respuestas válidas',
      'Acaba de cambiar, Contados: 2 → 1203',
    ],
  ])('is said of activities and surveys in their words, and counted, in %s', async (language, ...said) => {
    const [figureText, companions, words] = await loadWebModules<
      [
        { writeDifference(difference: object, indicator: object): string },
        { companionEntries(indicator: object): { name: string; value: string }[] },
        Words,
      ]
    >('figure-text.ts', 'components/companion-entries.ts', 'text.ts');
    await words.loadText(language);
    const first = (indicator: object): string => {
      const [entry] = companions.companionEntries(indicator);
      return `${entry?.name}: ${entry?.value}`;
    };
    const change = { id: 'I5', kind: 'companion', companion: 'numerator', before: 2, after: 1_203 };
    expect([first(activities), first(survey), figureText.writeDifference(change, survey)]).toEqual(said);
  });
});

describe('what is wrong with a number', () => {
  it.each([
    ['en', 'Not clearly a whole number: write 12000.', 'Not clearly a number: write 12000, or 0.5.'],
    ['es', 'No está claro el número entero: escriba 12000.', 'No está claro el número: escriba 12000, o 0,5.'],
  ])('shows what would be right, in %s', async (language, ...said) => {
    const [figureText, words] = await loadWebModules<
      [{ saidAnew(said: string, sentences: object): string }, Words & { text: { problems: { sentences: object } } }]
    >('figure-text.ts', 'text.ts');
    await words.loadText(language);
    const { sentences } = words.text.problems;
    expect([
      figureText.saidAnew('"0.5" is not a whole number.', sentences),
      figureText.saidAnew('"x" is not a finite number.', sentences),
    ]).toEqual(said);
  });
});
