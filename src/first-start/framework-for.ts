// The shipped results framework (LCAMP's, Figure 1 of the annual plan), made out to the alliance that adopts it.
import { framework as frameworkSchema, type Framework } from '../domain/framework/framework.schema.js';
import { readFrameworkFile } from './shipped-file.js';

/** `frameworks/lcamp.json` with the given alliance as the party that its MoUs must name. */
export function frameworkFor(allianceId: string): Framework {
  const framework = frameworkSchema.parse(JSON.parse(readFrameworkFile('lcamp.json')));
  return {
    ...framework,
    indicators: framework.indicators.map((indicator) => {
      const { measure } = indicator;
      const namesParty =
        (measure.kind === 'mousSigned' || measure.kind === 'mousInForce') && measure.party !== undefined;
      return namesParty ? { ...indicator, measure: { ...measure, party: allianceId } } : indicator;
    }),
  };
}
