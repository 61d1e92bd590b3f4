// What GET routes answer that is no answer in the interface's own JSON: files, streams, and descriptions of other standards.
import { eventSchema } from '../../../domain/json-schemas.js';
import { FILE_TYPES, REPORT_FILE_TYPES } from '../../http/file-types.js';
import { BYTES, FILE_NAME, header, PROGRESS } from '../response-parts.js';
import { anything, listOf, object } from './schemas.js';

export const MEMBERS_CSV = 'Name;Category;Type;Country;Joined on\nLaguntza;associatePartner;company;ES;2024-02-01\n';

/** A file of one media type. */
const file = (description: string, mediaType: string, schema: object, example: unknown): object => ({
  200: { description, content: { [mediaType]: { schema, example } } },
});

/** A document of the reports: each format of it is a path's own end. */
function document(kind: 'report' | 'comparison'): object {
  const { json, ...others } = REPORT_FILE_TYPES;
  const schema = { ...anything, description: 'As /schemas/report/1 has it.' };
  return {
    200: {
      description: 'The file, in the format that its name says.',
      headers: { ...FILE_NAME, ETag: header('Of the bytes, for If-None-Match.') },
      content: {
        [json]: { schema, example: { schema: '/schemas/report/1', kind } },
        ...Object.fromEntries(Object.values(others).map((type) => [type, BYTES])),
      },
    },
    304: { description: 'The file is the one that If-None-Match names.' },
  };
}

const progress = { 200: { description: 'Lines of JSON, until the last one.', content: PROGRESS } };

const template = {
  200: {
    description: 'The template, in the format that its name says.',
    headers: FILE_NAME,
    content: { 'text/csv': { schema: { type: 'string' }, example: MEMBERS_CSV }, [FILE_TYPES.xlsx]: BYTES },
  },
};

const text = { type: 'string' };
const PUBLIC_KEYS = { keys: [{ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }] };
const METRICS = '# TYPE alliance_kpi_position gauge\nalliance_kpi_position 1523\n';
const CHANGES = 'id: 1524\ndata: {"changes":[{"kind":"indicator","id":"I2","before":41,"after":42}]}\n\n';
const CHANGES_ARE = 'One message for each position that changed something; see /api/asyncapi.json.';

/** Responses by status, by the path (within its alliance, where it has one). */
export const fileAnswers: Readonly<Record<string, object>> = {
  '/reports/{file}': document('report'),
  '/reports/{file}/progress': progress,
  '/comparison.{format}': document('comparison'),
  '/comparison.{format}/progress': progress,
  '/stream': file(CHANGES_ARE, 'text/event-stream', text, CHANGES),
  '/api/import-templates/{file}': template,
  '/schemas/{name}/{version}': file('The schema.', 'application/schema+json', anything, eventSchema('MemberJoined', 1)),
  '/api/asyncapi.json': file('The description.', 'application/json', anything, { asyncapi: '3.0.0' }),
  '/.well-known/jwks.json': file(
    'The keys.',
    'application/jwk-set+json',
    object({ keys: listOf(anything) }),
    PUBLIC_KEYS,
  ),
  '/metrics': file('For Prometheus.', 'text/plain', text, METRICS),
};
