// Describes a command's route in the OpenAPI; its body and its answers follow from the event that it records.
import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiOperation } from '@nestjs/swagger';
import type { EventType } from '../../domain/event-examples.js';
import { CommandHeaders } from '../command-headers.js';

export function RecordsEvent(type: EventType, summary: string): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      summary,
      description: `Records ${type}. The body is the event's data without the ids in the path.`,
    }),
    CommandHeaders(),
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: '`*`: 412 when the stream holds something already.',
    }),
    ApiExtension('x-event', type),
  );
}
