// The Spanish of the dashboard: one thing has one name, the one of the reports, and words agree in number.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadWebModule } from './web-module.js';

interface Spanish {
  readonly spanish: {
    readonly forecast: { readonly pastSummary: (within: number, all: number, error: string) => string };
  };
}

describe('Spanish', () => {
  let module: Spanish;

  beforeAll(async () => (module = await loadWebModule<Spanish>('text.es.ts')));

  it.each([
    ['la inscripción oficial', /registro oficial/i],
    ['un archivo', /fichero/i],
    ['la suma de comprobación', /suma de verificación/i],
  ])('has no other name for %s', (_, other) => {
    expect(sentencesIn(module).filter((sentence) => other.test(sentence))).toEqual([]);
  });

  it('counts forecasts, one or several', () => {
    const { pastSummary } = module.spanish.forecast;
    expect(pastSummary(1, 7, '3')).toMatch(/^De 7 previsiones a un año, 1 habría contenido/);
    expect(pastSummary(0, 1, '3')).toMatch(/^De 1 previsión a un año, 0 habrían contenido/);
  });
});

/** Every sentence of a table of words, those that are put together as their source. */
function sentencesIn(table: unknown): string[] {
  if (typeof table === 'string') return [table];
  if (typeof table === 'function') return [String(table)];
  return typeof table === 'object' && table !== null ? Object.values(table).flatMap(sentencesIn) : [];
}
