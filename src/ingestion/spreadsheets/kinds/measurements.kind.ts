// Values that were measured elsewhere.
import { date, evidence, evidenceOf, given, required, text } from './fields.js';
import type { KindDefinition } from './kind.js';

export const measurements: KindDefinition = {
  title: 'Values measured elsewhere, for indicators whose measure is "reported"',
  fields: {
    indicatorId: {
      type: 'frameworkId',
      required: true,
      headers: ['Indicator', 'Indicador', 'indicator id', 'kpi'],
      what: 'The indicator.',
      example: 'I7',
    },
    value: {
      type: 'numberOrYesNo',
      required: true,
      headers: ['Value', 'Valor', 'measured value', 'resultado'],
      what: 'The value: a number, or yes or no.',
      example: '17',
    },
    measuredOn: required(
      date(
        'Day of the measurement.',
        '2024-06-14',
        'Measured on',
        'Fecha de la medición',
        'measured',
        'date',
        'date of measurement',
        'fecha',
        'fecha de medición',
        'medido',
      ),
    ),
    note: text(
      'How it was measured.',
      '',
      'How it was measured',
      'Cómo se midió',
      'note',
      'comment',
      'nota',
      'comentario',
      'observaciones',
    ),
    ...evidence,
  },
  events(row) {
    const indicatorId = String(row['indicatorId']);
    const { value, measuredOn, note } = row;
    const data = { indicatorId, ...given({ value, measuredOn, note }), ...evidenceOf(row) };
    return [{ category: 'measurement', ids: [indicatorId], type: 'ValueReported', data }];
  },
};
