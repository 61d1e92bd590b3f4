// Describes the events that come in and the changes that go out as AsyncAPI 3.0.
import { EVENT_TYPES, eventDefinition } from '../../domain/events.js';
import { TYPE_PREFIX } from '../../ingestion/recorded-cloud-event.js';
import { version } from '../version.js';

const PARAMETERS = { allianceId: { description: 'The alliance.' } };

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
        messages: { FiguresChanged: { name: 'FiguresChanged', summary: 'What an append changed.', payload: CHANGES } },
      },
    },
    operations: {
      recordEvents: { action: 'receive', channel: { $ref: '#/channels/events' }, messages: EVENT_TYPES.map(reference) },
      tellChanges: { action: 'send', channel: { $ref: '#/channels/changes' } },
    },
  };
}

function eventMessage(type: string): Record<string, unknown> {
  const newest = eventDefinition(type)?.version ?? 1;
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
        dataschema: { const: `/schemas/${type}/${newest}` },
        data: { $ref: `/schemas/${type}/${newest}` },
      },
    },
    examples: [{ payload: { type: TYPE_PREFIX + type, data: eventDefinition(type)?.example } }],
  };
}

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
