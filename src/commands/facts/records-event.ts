// Describes a command's route in the OpenAPI; its body and its answers follow from the event that it records.
import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiOperation } from '@nestjs/swagger';
import type { EventType } from '../../domain/event-examples.js';

export function RecordsEvent(type: EventType, summary: string): MethodDecorator {
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
      name: 'If-None-Match',
      required: false,
      description: '`*`: 412 when the stream holds something already.',
    }),
    ApiHeader({
      name: 'X-Actor',
      required: false,
      description: 'Who says so: a name, beyond ASCII percent-encoded. It is kept, and shown as unverified.',
    }),
    ApiExtension('x-event', type),
  );
}
