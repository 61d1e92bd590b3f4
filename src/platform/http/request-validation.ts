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
    if (this.toValidate(metadata)) {
      if (type === 'body') refuseNothing(value);
      refuseInheritedNames(value);
    }
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

function refuseNothing(body: unknown): void {
  if (body === undefined || body === null)
    throw new ProblemError({ code: 'body-missing', detail: 'The request has no body.' });
}

/** class-validator knows every name that an object inherits, such as toString, as a field. */
function refuseInheritedNames(value: unknown): void {
  const errors = inheritedNames(value, '').map((field) => unknownField(field));
  if (errors.length === 0) return;
  throw new ProblemError({ code: 'request-invalid', detail: errors.map(({ detail }) => detail).join(' '), errors });
}

/** Also in lists of objects; what stands in one object itself is data, which has rules of its own. */
function inheritedNames(value: unknown, path: string): string[] {
  return Object.entries(value ?? {}).flatMap(([name, inner]: [string, unknown]) => [
    ...(name in Object.prototype ? [path + name] : []),
    ...(Array.isArray(inner) ? inner.flatMap((item, i) => inheritedNames(item, `${path}${name}.${i}.`)) : []),
  ]);
}

const unknownField = (field: string): ProblemDetail => ({
  field,
  code: 'unknown-field',
  detail: `${field} is not known here.`,
});

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
    if (rule === 'whitelistValidation') return unknownField(field);
    return { field, code: 'value-invalid', detail: `${message}; it is ${shown(value)}.` };
  });
  return [...own, ...children.flatMap((child) => faultsIn(child, `${field}.`))];
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'absent').slice(0, 80);
}
