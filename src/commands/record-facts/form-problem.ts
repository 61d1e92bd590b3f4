// What is wrong with the form of a fact, as a problem that names the fact.
import { ProblemError, type ProblemCode, type ProblemDetail } from '../../platform/problems.js';

/** What is wrong with the form of one fact of a request; `stream`: where it is known which one. */
export function formProblem(
  errors: readonly ProblemDetail[],
  fact: { readonly stream?: string | undefined; readonly type: string; readonly eventId: string },
  index: number,
  facts: number,
): ProblemError {
  const [first] = errors as [ProblemDetail];
  const code = first.code as ProblemCode;
  const { stream, type, eventId } = fact;
  return new ProblemError({
    code,
    detail: first.detail,
    errors,
    extension: {
      fact: { ...(stream === undefined ? {} : { stream }), type, eventId },
      ...(facts > 1 ? { index } : {}),
    },
  });
}
