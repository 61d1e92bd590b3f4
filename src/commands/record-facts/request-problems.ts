// Problems of a fact among those of a request: each names it by its place and its stream.
import type { Refusal } from '../../domain/decider.js';
import type { ExpectedRevision } from '../../event-store/event-store.js';
import { ProblemError, type ProblemCode, type ProblemDetail } from '../../platform/problems.js';
import type { CheckedFact } from './check-form.js';
import type { Facts } from './facts.js';

export class RequestProblems {
  constructor(private readonly facts: Facts) {}

  ofRefusal({ code, detail, field, eventId }: Refusal, index: number): ProblemError {
    const errors = field === undefined ? undefined : [{ field, code, detail }];
    return this.of(code, index, detail, errors, eventId);
  }

  /** `conflictsWith`: id of the event that speaks against the fact. */
  of(
    code: ProblemCode,
    index: number,
    detail: string,
    errors?: readonly ProblemDetail[],
    conflictsWith?: string,
  ): ProblemError {
    const { stream, type, eventId } = this.facts.at(index) as CheckedFact;
    const extension = {
      fact: { stream, type, eventId },
      ...(this.facts.length > 1 ? { index } : {}),
      ...(conflictsWith === undefined || conflictsWith === eventId ? {} : { conflictsWith }),
    };
    return new ProblemError({ code, detail, extension, ...(errors ? { errors } : {}) });
  }
}

/** `If-Match`, `If-None-Match`: throws where the stream isn't what whoever decided had seen; without a word, anything is right. */
export function assertRevision(stream: string, actual: ExpectedRevision, expected: ExpectedRevision | undefined): void {
  if (expected === undefined || expected === actual) return;
  const [revision, seen] = [actual, expected].map((one) => (one === 'no-stream' ? null : String(one)));
  throw new ProblemError({
    code: 'revision-stale',
    detail: `${stream} ${isNot(revision, seen)}.`,
    extension: { revision },
    headers: typeof revision === 'string' ? { etag: `"${revision}"` } : {},
  });
}

function isNot(revision: string | null | undefined, seen: string | null | undefined): string {
  if (revision === null) return `holds nothing yet: it can't be at revision ${seen}`;
  return seen === null
    ? `is at revision ${revision}: it holds something already`
    : `is at revision ${revision}, not ${seen}`;
}
