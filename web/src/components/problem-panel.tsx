// What went wrong, in the service's own words: which field, why, and what to do about it.
import type { ApiProblem } from '../api.js';
import { text } from '../text.js';

interface Props {
  readonly problem: ApiProblem;
  /** What it means for the reader, above the service's words. */
  readonly heading?: string;
  /** Absent where trying the same again is of no use. */
  readonly onRetry?: () => void;
}

export function ProblemPanel({ problem, heading, onRetry }: Props) {
  const unreachable = problem.status === 0;
  const title = unreachable ? text.problem.unreachable : problem.title;
  const detail = unreachable ? text.problem.unreachableDetail : problem.detail;
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
            {faults.map(({ field, detail: words }) => (
              <li key={`${field} ${words}`}>
                <code>{field}</code> {words}
              </li>
            ))}
          </ul>
        )}
        {problem.remedy !== '' && (
          <p class="problem-remedy">
            {text.problem.whatToDo} {problem.remedy}
          </p>
        )}
      </div>
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {text.retry}
        </button>
      )}
    </div>
  );
}
