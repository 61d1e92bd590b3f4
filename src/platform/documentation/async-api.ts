// Describes the events that come in and the changes that go out as AsyncAPI 3.0.
import { streamName } from '../../domain/categories.js';
import { EVENT_TYPES, eventDefinition } from '../../domain/events.js';
import { TYPE_PREFIX } from '../../ingestion/recorded-cloud-event.js';
import { version } from '../version.js';
import { embeddedParts, embeddedSchema } from './embedded-schemas.js';

const ALLIANCE = 'lcamp';
const PARAMETERS = { allianceId: { description: 'The alliance.', examples: [ALLIANCE] } };

export function asyncApi(): Record<string, unknown> {
  const messages = Object.fromEntries(EVENT_TYPES.map((type) => [type, eventMessage(type)]));
  const reference = (type: string): unknown => ({ $ref: `#/channels/events/messages/${type}` });
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'alliance-kpi',
      version,
      description: 'Facts come in as CloudEvents 1.0; what they change in the figures goes out as server-sent events.',
    },
    defaultContentType: 'application/json',
    channels: {
      events: { address: '/api/alliances/{allianceId}/events', parameters: PARAMETERS, messages },
      changes: {
        address: '/api/alliances/{allianceId}/stream',
        parameters: PARAMETERS,
        messages: {
          FiguresChanged: {
            name: 'FiguresChanged',
            summary: 'What an append changed. The `id` of the message is the log position; this is its `data`.',
            payload: CHANGES,
            examples: [{ name: 'joined', payload: CHANGES_EXAMPLE }],
          },
        },
      },
    },
    operations: {
      recordEvents: {
        action: 'receive',
        summary: 'CloudEvents that others emit: structured, binary or in batches.',
        channel: { $ref: '#/channels/events' },
        messages: EVENT_TYPES.map(reference),
      },
      tellChanges: {
        action: 'send',
        summary:
          'One message for each position that changed something (with `positions=all`: for each position); Last-Event-ID resumes, with the net changes in one message of what would take longer than two seconds to work out, or is more than 20,000 changes.',
        channel: { $ref: '#/channels/changes' },
      },
    },
    components: {
      schemas: {
        ...Object.fromEntries(EVENT_TYPES.map((type) => [type, embeddedSchema(type).schema])),
        ...embeddedParts(),
      },
    },
  };
}

/** A CloudEvent of the type, as another service would send it. */
export function exampleCloudEvent(type: string) {
  const { version: newest = 1, example } = eventDefinition(type) ?? {};
  return {
    specversion: '1.0',
    id: `crm-${type}`,
    source: 'https://crm.example.org',
    type: TYPE_PREFIX + type,
    subject: exampleStream(type),
    dataschema: `/schemas/${type}/${newest}`,
    data: example,
  };
}

function eventMessage(type: string): Record<string, unknown> {
  const payload = exampleCloudEvent(type);
  return {
    name: TYPE_PREFIX + type,
    title: type,
    contentType: 'application/cloudevents+json',
    payload: {
      type: 'object',
      required: ['specversion', 'id', 'source', 'type', 'subject', 'data'],
      properties: {
        specversion: { const: '1.0' },
        id: { type: 'string', description: 'The eventId; repeating it records nothing again.' },
        source: { type: 'string' },
        type: { const: TYPE_PREFIX + type },
        subject: { type: 'string', description: 'The stream.' },
        time: { type: 'string', format: 'date-time' },
        dataschema: { const: payload.dataschema },
        corrects: { type: 'string', description: 'The event that this one corrects, right after its retraction.' },
        data: { $ref: `#/components/schemas/${type}` },
      },
    },
    examples: [{ name: type, payload }],
  };
}

/** The stream of an example: its ids are those in the example of the event that begins such a stream. */
function exampleStream(type: string): string {
  const [category = 'alliance'] = eventDefinition(type)?.categories ?? [];
  if (category === 'month') return streamName(category, ALLIANCE, 'm24');
  const { idField, responseField, example } =
    EVENT_TYPES.map(eventDefinition).find((each) => each?.idField !== undefined && each.categories[0] === category) ??
    {};
  const ids = Object.entries(example ?? {}).filter(([field]) => field === idField || field === responseField);
  return streamName(category, ALLIANCE, ...ids.map(([, id]) => String(id)));
}

const CHANGES_EXAMPLE = { changes: [{ kind: 'indicator', id: 'I2', before: 41, after: 42 }] };

const CHANGES = {
  type: 'object',
  required: ['changes'],
  properties: {
    changes: {
      type: 'array',
      items: {
        type: 'object',
        required: ['kind', 'id', 'before', 'after'],
        properties: {
          kind: { enum: ['indicator', 'companion', 'status', 'milestone'] },
          id: { type: 'string' },
          before: {},
          after: {},
        },
      },
    },
  },
};
