// What the command line says where the service refuses.
import { describe, expect, it } from '@jest/globals';
import { ProblemError, problemBody } from '../platform/problems.js';
import { failureOf } from './command-failure.js';

describe('a problem on the command line', () => {
  it('says what is wrong by the flag that gave it', () => {
    const detail = 'asOf must be a log position; it is "x".';
    const { problem } = new ProblemError({
      code: 'request-invalid',
      detail,
      errors: [{ field: 'asOf', code: 'value-invalid', detail }],
    });
    expect(failureOf(problemBody(problem)).message).toBe('--as-of must be a log position; it is "x".');
  });

  it('says title, detail and remedy of any other', () => {
    const body = problemBody({ code: 'import-unknown', detail: 'There is no import "x"' });
    expect(failureOf(body).message).toBe(
      'No such import. There is no import "x". "alliance-kpi imports" lists those there are.',
    );
  });

  it('says how to name the encoding of a list', () => {
    const { message } = failureOf(problemBody({ code: 'encoding-invalid', detail: 'The file is not UTF-8' }));
    expect(message).toMatch(/"CSV UTF-8".*--encoding windows-1252/);
  });

  it.each(['busy', 'outcome-unknown', 'storage-failed'] as const)(
    'says what to do with a command where the service speaks of requests: %s',
    (code) => {
      const { message } = failureOf(problemBody({ code, detail: 'It happened' }));
      expect(message).toMatch(/ It happened\. .*[Rr]un the command again/);
      expect(message).not.toMatch(/request|Idempotency-Key/);
    },
  );
});
