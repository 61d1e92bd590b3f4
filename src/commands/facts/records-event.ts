// Describes a command's route in the OpenAPI: its body is the event's data, its answers are the same everywhere.
import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { eventSchema } from '../../domain/json-schemas.js';
import { problemTypes } from '../../platform/problems.js';

const STATUSES = [...new Set(Object.values(problemTypes).map(({ status }) => status))]
  .filter((status) => status < 500)
  .sort();

export function RecordsEvent(type: string, summary: string): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      summary,
      description: `Records ${type}. The body is the event's data without the ids in the path.`,
    }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'Id of the event: repeating it records nothing again.',
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: "The stream's revision as its ETag; 412 when it has moved on.",
    }),
    ApiHeader({
      name: 'X-Actor',
      required: false,
      description: 'Who says so: a name, beyond ASCII percent-encoded. It is kept, and shown as unverified.',
    }),
    ApiBody({ schema: eventSchema(type, 1) as Record<string, never> }),
    ApiResponse({ status: 201, description: 'Recorded.' }),
    ApiResponse({ status: 200, description: 'It was recorded before: the first result.' }),
    ...[400, 404, 409, 412, 413, 415]
      .filter((status) => STATUSES.includes(status))
      .map((status) => ApiResponse({ status, description: 'Refused; nothing is stored (application/problem+json).' })),
  );
}
