// Describes the headers that every command takes in the OpenAPI.
import { applyDecorators } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';

export function CommandHeaders(): MethodDecorator {
  return applyDecorators(
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
    ActorHeader(),
  );
}

export function ActorHeader(): MethodDecorator {
  return ApiHeader({
    name: 'X-Actor',
    required: false,
    description: 'Who says so: a name, beyond ASCII percent-encoded. It is kept, and shown as unverified.',
  });
}
