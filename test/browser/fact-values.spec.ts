// Between what is entered into a form and the data of a fact: numbers, as the reader's language writes them.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadInLanguage } from './web-module.js';

interface FactValues {
  dataOf(type: object, values: object): Record<string, unknown>;
  valuesOf(type: object, data: object): Record<string, unknown>;
  idFrom(name: string): string;
}

const TYPE = { fields: [{ name: 'invited', kind: 'number' }] };

describe.each([
  ['en', '1.5', '1.125', '1,000'],
  ['es', '1,5', '1,125', '1.000'],
])('a number entered in %s', (language, decimal, thousandths, unclear) => {
  let factValues: FactValues;
  const numberOf = (invited: string): unknown => factValues.dataOf(TYPE, { invited })['invited'];

  beforeAll(async () => {
    ({ module: factValues } = await loadInLanguage<FactValues>('recording/fact-values.ts', language));
  });

  it('may have either decimal mark', () => expect([numberOf('2.25'), numberOf('2,25')]).toEqual([2.25, 2.25]));

  it('has the decimal mark of the language where the other may part thousands', () => {
    expect(numberOf(thousandths)).toBe(1.125);
    expect(numberOf(unclear)).toBe(unclear);
  });

  it('may have its thousands parted where the mark can be nothing else', () => {
    const amounts = ['3,999,988.50', '3.999.988,50', '3 999 988,50', '3\u202f999\u202f988.5'];
    expect(amounts.map(numberOf)).toEqual(amounts.map(() => 3_999_988.5));
    expect(['-1,000,000', '1 000', '1.234,567'].map(numberOf)).toEqual([-1_000_000, 1_000, 1_234.567]);
    const others = ['1,000,50', '1,00,000', '0.000.000', '1 000 00', '1,000.000,5'];
    expect(others.map(numberOf)).toEqual(others);
  });

  it('is entered in a form that corrects it as it was', () => {
    expect(factValues.valuesOf(TYPE, { invited: 1.5 })['invited']).toBe(decimal);
    for (const invited of [1.125, 1_000, -0.5]) {
      expect(factValues.dataOf(TYPE, factValues.valuesOf(TYPE, { invited }))).toEqual({ invited });
    }
  });
});

describe('an id that is proposed for a name', () => {
  const LONG = 'Recommendations on micro-credentials in advanced manufacturing for';

  it('is made of its letters and digits, and of a long name is no other’s that begins alike', async () => {
    const { module } = await loadInLanguage<FactValues>('recording/fact-values.ts', 'en');
    const idFrom = (name: string): string => module.idFrom(name);
    expect([idFrom(' FESTO Didactic SE. '), idFrom('Cámara de Gipuzkoa')]).toEqual([
      'festo-didactic-se',
      'camara-de-gipuzkoa',
    ]);
    const ids = ['schools', 'SMEs', 'smes'].map((audience) => idFrom(`${LONG} ${audience}`));
    for (const id of ids) expect(id).toMatch(/^recommendations-on-micro-credentials-in-advanced[a-z0-9-]{1,16}$/);
    expect(new Set(ids).size).toBe(2);
  });
});
