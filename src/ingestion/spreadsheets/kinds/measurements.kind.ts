// Values that were measured elsewhere.
import { date, evidence, evidenceOf, given, required, text } from './fields.js';
import type { KindDefinition } from './kind.js';

export const measurements: KindDefinition = {
  title: 'Values measured elsewhere, for indicators whose measure is "reported"',
  fields: {
    indicatorId: {
      type: 'frameworkId',
      required: true,
      headers: ['indicator', 'indicator id', 'kpi', 'indicador'],
      what: 'The indicator.',
      example: 'I7',
    },
    value: {
      type: 'numberOrYesNo',
      required: true,
      headers: ['value', 'valor', 'measured value', 'resultado'],
      what: 'The value: a number, or yes or no.',
      example: '17.5',
    },
    measuredOn: required(
      date(
        'Day of the measurement.',
        '2024-06-14',
        'measured on',
        'measured',
        'date',
        'date of measurement',
        'fecha',
        'fecha de medición',
        'medido',
      ),
    ),
    note: text('How it was measured.', '', 'note', 'comment', 'nota', 'comentario', 'observaciones'),
    ...evidence,
  },
  events(row) {
    const indicatorId = String(row['indicatorId']);
    const { value, measuredOn, note } = row;
    const data = { indicatorId, ...given({ value, measuredOn, note }), ...evidenceOf(row) };
    return [{ category: 'measurement', ids: [indicatorId], type: 'ValueReported', data }];
  },
};
