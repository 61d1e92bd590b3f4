// Requests are checked by their classes: what isn't declared is refused, and each fault names its field.
import { ValidationPipe, type ArgumentMetadata, type Type, type ValidationError } from '@nestjs/common';
import { validateSync } from 'class-validator';
import { ProblemError, type ProblemDetail } from '../problems.js';

export function requestValidation(): ValidationPipe {
  return new RequestValidation({
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

/** Most reads are asked without a query: where its class needs nothing, there is nothing to check, a third of the time. */
class RequestValidation extends ValidationPipe {
  private readonly needsNothing = new Map<Type, boolean>();

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    if (type !== 'query' || !metatype || Object.keys(value ?? {}).length > 0) return super.transform(value, metadata);
    return this.isFineEmpty(metatype) ? Promise.resolve(new metatype()) : super.transform(value, metadata);
  }

  private isFineEmpty(request: Type): boolean {
    let fine = this.needsNothing.get(request);
    if (fine === undefined) {
      fine = validateSync(new request() as object, { forbidUnknownValues: true }).length === 0;
      this.needsNothing.set(request, fine);
    }
    return fine;
  }
}

function detailsOf(fault: ValidationError): ProblemDetail[] {
  return faultsIn(fault, '');
}

/** `path`: where the object stands that the fault is in, such as `assume.0.`. */
function faultsIn(
  { property, constraints = {}, value, children = [] }: ValidationError,
  path: string,
): ProblemDetail[] {
  const field = path + property;
  const own = Object.entries(constraints).map(([rule, message]) => {
    if (rule === 'whitelistValidation') return { field, code: 'unknown-field', detail: `${field} is not known here.` };
    return { field, code: 'value-invalid', detail: `${message}; it is ${shown(value)}.` };
  });
  return [...own, ...children.flatMap((child) => faultsIn(child, `${field}.`))];
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'absent').slice(0, 80);
}
