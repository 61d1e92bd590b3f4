// Recommendation documents for stakeholders.
import { date, evidence, evidenceOf, given, id, idOr, required, text } from './fields.js';
import type { KindDefinition } from './kind.js';

export const recommendations: KindDefinition = {
  title: 'Recommendation documents for stakeholders',
  fields: {
    title: required(
      text(
        'Its title.',
        'Micro-credentials in advanced manufacturing',
        'Title',
        'Título',
        'name',
        'document',
        'recommendation',
        'nombre',
        'documento',
        'recomendación',
      ),
    ),
    recommendationId: id(
      'Its id; made of the title where it is left empty.',
      '',
      'Id',
      'Identificador',
      'recommendation id',
    ),
    audience: {
      type: 'list',
      required: true,
      headers: [
        'For whom',
        'Para quién',
        'audience',
        'stakeholders',
        'addressees',
        'target group',
        'destinatarios',
        'audiencia',
        'público',
        'dirigido a',
      ],
      what: 'Whom it addresses, separated by semicolons.',
      example: 'Policymakers; Companies',
    },
    publishedOn: required(
      date(
        'Day of publication.',
        '2023-09-30',
        'Published on',
        'Fecha de publicación',
        'published',
        'publication date',
        'date of publication',
        'date',
        'publicado',
        'fecha',
      ),
    ),
    language: text('Its language.', 'en', 'Language', 'Idioma', 'lengua'),
    url: text(
      'Where it lies.',
      'https://example.org/recommendations/1',
      'Address (https)',
      'Dirección (https)',
      'url',
      'link',
      'doi',
      'enlace',
      'dirección',
    ),
    ...evidence,
  },
  events(row, { titled }) {
    const recommendationId = idOr(row['recommendationId'], () => titled('recommendation', row));
    const { title, audience, publishedOn, language, url } = row;
    const data = { recommendationId, ...given({ title, audience, publishedOn, language, url }), ...evidenceOf(row) };
    return [{ category: 'recommendation', ids: [recommendationId], type: 'RecommendationPublished', data }];
  },
};
