// Describes the route that takes CloudEvents in the OpenAPI: its three content modes, each with an example.
import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation } from '@nestjs/swagger';
import { examples } from '../domain/event-examples.js';
import { BATCH, STRUCTURED } from './cloud-events-over-http.js';
import { TYPE_PREFIX } from './recorded-cloud-event.js';

const attributes = (type: string, subject: string, id: string): Record<string, string> => ({
  specversion: '1.0',
  id,
  source: 'https://crm.example.org',
  type: TYPE_PREFIX + type,
  subject,
});
const member = { ...examples.MemberJoined, memberId: 'danobat', name: 'Danobatgroup' };
const joined = {
  ...attributes('MemberJoined', 'member-lcamp.danobat', 'danobat-joined'),
  time: '2024-01-10T09:00:00Z',
  dataschema: '/schemas/MemberJoined/1',
  data: member,
};
const left = { ...attributes('MemberLeft', 'member-lcamp.danobat', 'danobat-left'), data: examples.MemberLeft };

const cloudEvent = { $ref: '#/components/schemas/CloudEvent' };

/** The body of the route, by content mode: each media type has a schema and an example of its own. */
export const CLOUD_EVENTS_BODY = {
  required: true,
  content: {
    [STRUCTURED]: { schema: cloudEvent, example: joined },
    [BATCH]: { schema: { type: 'array', items: cloudEvent }, example: [joined, left] },
    'application/json': {
      schema: {
        type: 'object',
        additionalProperties: true,
        description: 'Binary mode: the data; the attributes are ce- headers.',
      },
      example: member,
    },
  },
};

export function RecordsCloudEvents(): MethodDecorator {
  const header = (name: string, description: string): MethodDecorator & ClassDecorator =>
    ApiHeader({ name, required: false, description, schema: { type: 'string' } });
  return applyDecorators(
    ApiOperation({
      summary: 'Record CloudEvents: one (structured or binary), or a batch that is decided as a whole',
      description:
        'A batch is decided in its order before anything is stored: one refusal refuses all, and names its `index`. ' +
        'Repeating a request records nothing again, however late.',
    }),
    ...['specversion', 'id', 'source', 'type', 'subject'].map((name) =>
      header(`ce-${name}`, 'Binary mode: the attribute, percent-encoded. The body is the data alone.'),
    ),
    header('If-Match', "The stream's revision as its ETag, where all events are of one stream; 412 when it moved on."),
    header(
      'If-None-Match',
      'The star, where all events are of one stream; 412 when the stream holds something already.',
    ),
  );
}
