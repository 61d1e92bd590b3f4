// Answers about facts: recorded, and handed out as CloudEvents.
import { anything, eventId, flag, listOf, object, optionalText, reference, text, type Answers } from './schemas.js';

const recordedExample = { eventId, stream: 'member-lcamp.festo', position: '1524', revision: '0', repeat: false };
const attributes = { specversion: { const: '1.0' }, id: text, source: text, type: text, subject: text };
const optionalAttributes = {
  time: { type: 'string', format: 'date-time' },
  datacontenttype: text,
  dataschema: text,
  corrects: text,
};
const cloudEventExample = {
  specversion: '1.0',
  id: eventId,
  source: 'https://crm.example.org',
  type: 'org.alliance-kpi.MemberLeft',
  subject: 'member-lcamp.festo',
  data: { leftOn: '2025-01-31' },
};

export const factAnswers: Answers = {
  Recorded: {
    schema: object({ eventId: text, stream: text, position: text, revision: text, repeat: flag }),
    example: recordedExample,
  },
  RecordedList: { schema: listOf(reference('Recorded')), example: [recordedExample] },
  CloudEvent: {
    schema: {
      ...object({ ...attributes, ...optionalAttributes, data: anything, data_base64: text }, [
        ...Object.keys(optionalAttributes),
        'data',
        'data_base64',
      ]),
      description: 'A CloudEvent 1.0 in the JSON format; extension attributes are kept.',
    },
    example: cloudEventExample,
  },
  EventsPage: {
    schema: object({ events: listOf(reference('RecordedCloudEvent')), next: optionalText }),
    example: {
      events: [
        {
          ...cloudEventExample,
          datacontenttype: 'application/json',
          dataschema: '/schemas/MemberLeft/1',
          recordedat: '2025-02-01T09:00:00.000Z',
          position: '1524',
        },
      ],
      next: null,
    },
  },
  RecordedCloudEvent: {
    schema: object(
      { ...attributes, ...optionalAttributes, recordedat: text, position: text, data: anything },
      Object.keys(optionalAttributes),
    ),
    example: { ...cloudEventExample, recordedat: '2025-02-01T09:00:00.000Z', position: '1524' },
  },
};
