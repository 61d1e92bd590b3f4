// Answers about the service itself, and problems.
import { anything, listOf, object, text, whole, type Answers } from './schemas.js';

export const serviceAnswers: Answers = {
  Schemas: { schema: object({ schemas: listOf(text) }), example: { schemas: ['/schemas/MemberJoined/1'] } },
  ProblemType: {
    schema: object({ type: text, status: whole, title: text, remedy: text }),
    example: {
      type: '/problems/json-invalid',
      status: 400,
      title: 'The body is not JSON',
      remedy: 'Send one JSON value.',
    },
  },
  Live: { schema: object({ status: text }), example: { status: 'ok' } },
  Ready: {
    schema: object(
      { status: text, version: text, position: text, head: text, lag: text, reason: text, log: anything },
      ['head', 'lag', 'reason'],
    ),
    example: { status: 'ok', version: '1.0.0', position: '1523', head: '1523', lag: '0', log: { state: 'running' } },
  },
  Problem: {
    schema: object(
      {
        type: { type: 'string', description: 'A path under /problems, which explains it.' },
        title: text,
        status: whole,
        detail: text,
        remedy: text,
        errors: listOf(object({ field: text, code: text, detail: text, remedy: text }, ['field', 'remedy'])),
        index: { type: 'integer', description: 'Which event of a batch is refused; the first is 0.' },
        fact: {
          ...object({ stream: text, type: text, eventId: text }, ['stream']),
          description: 'Which fact is refused; without a stream where its ids name none.',
        },
        conflictsWith: { type: 'string', description: 'Id of the event that speaks against the fact.' },
      },
      ['errors', 'index', 'fact', 'conflictsWith'],
    ),
    example: {
      type: '/problems/date-invalid',
      title: 'A date does not exist',
      status: 400,
      detail: 'joinedOn is 2024-02-30, which is no date.',
      remedy: 'Send a date of the calendar as YYYY-MM-DD.',
      errors: [{ field: 'joinedOn', code: 'date-invalid', detail: 'joinedOn is 2024-02-30, which is no date.' }],
    },
  },
};
