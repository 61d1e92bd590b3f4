// What went wrong: which field, why, and what to do about it.
import type { ApiProblem } from '../api.js';
import { saidAnew } from '../figure-text.js';
import { text } from '../text.js';
import { faultInOwnLanguage, problemWords } from './problem-words.js';

/** Status of a question that is refused however often it is asked, such as one about a day that there isn't. */
const MALFORMED = 400;

interface Props {
  readonly problem: ApiProblem;
  /** What it means for the reader, above the service's words. */
  readonly heading?: string;
  /** Absent where trying the same again is of no use. */
  readonly onRetry?: () => void;
  /** Shows the service's own detail where the reader's language has no words for it: it names what stands in a file. */
  readonly isOfFile?: boolean;
}

export function ProblemPanel({ problem, heading, onRetry, isOfFile = false }: Props) {
  const words = problemWords(problem);
  const { title, remedy } = words;
  const saidOfFile = (detail: string): string | undefined =>
    isOfFile ? saidAnew(detail, text.problems.files) : undefined;
  const wholly = isOfFile ? (saidOfFile(problem.detail) ?? problem.detail) : words.detail;
  const isSaidByFaults = problem.errors.length > 0 && problem.errors.every(({ detail }) => saidOfFile(detail));
  const detail = isSaidByFaults ? '' : wholly;
  // A single fault of a field is often the detail itself.
  const faults = problem.errors.filter((fault) => fault.detail !== detail);
  return (
    <div class="problem" role="alert">
      <div>
        {heading !== undefined && <p class="problem-heading">{heading}</p>}
        <p>
          <b>{title}</b>
          {detail !== '' && `: ${detail}`}
        </p>
        {faults.length > 0 && (
          <ul class="problem-faults">
            {faults.map((fault) => (
              <li key={`${fault.field} ${fault.detail}`}>
                <code>{fault.field}</code> {saidOfFile(fault.detail) ?? faultInOwnLanguage(fault.code) ?? fault.detail}
              </li>
            ))}
          </ul>
        )}
        {remedy !== '' && (
          <p class="problem-remedy">
            {text.problem.whatToDo} {remedy}
          </p>
        )}
      </div>
      {onRetry && problem.status !== MALFORMED && (
        <button type="button" onClick={onRetry}>
          {text.retry}
        </button>
      )}
    </div>
  );
}
