// Requests are checked by their classes: what isn't declared is refused, and each fault names its field.
import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { ProblemError, type ProblemDetail } from '../problems.js';

export function requestValidation(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    exceptionFactory: (faults: ValidationError[]) => {
      const errors = faults.flatMap(detailsOf);
      return new ProblemError({
        code: 'request-invalid',
        detail: errors.map(({ detail }) => detail).join(' '),
        errors,
      });
    },
  });
}

function detailsOf({ property, constraints = {}, value }: ValidationError): ProblemDetail[] {
  return Object.entries(constraints).map(([rule, message]) => {
    if (rule === 'whitelistValidation')
      return { field: property, code: 'unknown-field', detail: `${property} is not known here.` };
    return { field: property, code: 'value-invalid', detail: `${message}; it is ${shown(value)}.` };
  });
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'absent').slice(0, 80);
}
