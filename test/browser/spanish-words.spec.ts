// The Spanish of the dashboard and of reports: one thing has one name in both, and words agree in number.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { es } from '../../src/reporting/texts/es.js';
import { loadWebModule } from './web-module.js';

interface Spanish {
  readonly spanish: {
    readonly facts: { readonly types: Readonly<Record<string, string>> };
    readonly administration: { readonly framework: { readonly takenBack: string } };
    readonly organisation: { readonly takenBack: string };
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
    ['el valor de referencia', /líneas? de base/i],
    ['la rescisión de un memorando', /memorando resuelto|la resolución/i],
    ['el paquete de trabajo', /WP\$/],
  ])('has no other name for %s', (_, other) => {
    expect([module, es].flatMap(sentencesIn).filter((sentence) => other.test(sentence))).toEqual([]);
  });

  it('calls a fact that is retracted so everywhere: what is withdrawn is another thing', () => {
    const { facts, administration, organisation } = module.spanish;
    for (const words of [
      ...[facts.types['EventRetracted'], administration.framework.takenBack, organisation.takenBack],
      ...[es.event.EventRetracted, es.corrections.retracted(''), es.corrections.correctionsCaption],
    ])
      expect(words).toMatch(/anulado/i);
  });

  it('counts what is cancelled, one or several', () => {
    expect(['1', '2'].map((count) => es.activities.cancelled(count))).toEqual(['1 cancelada', '2 canceladas']);
  });

  it('says of a deadline whether it has passed', () => {
    const reminder = (daysLeft: number): string => es.months.reminder('M24', '13 de agosto', daysLeft, []);
    expect(reminder(0)).toContain(' Vence el 13 de agosto (hoy)');
    expect(reminder(-3)).toContain(' Venció el 13 de agosto (hace 3 días)');
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
