// What went wrong, in the service's own words, and a way to try again.
import type { ApiProblem } from '../api.js';
import { text } from '../text.js';

interface Props {
  readonly problem: ApiProblem;
  /** What it means for the reader, above the service's words. */
  readonly heading?: string;
  readonly onRetry: () => void;
}

export function ProblemPanel({ problem, heading, onRetry }: Props) {
  const unreachable = problem.status === 0;
  const title = unreachable ? text.problem.unreachable : problem.title;
  const detail = unreachable ? text.problem.unreachableDetail : problem.detail;
  return (
    <div class="problem" role="alert">
      <div>
        {heading !== undefined && <p class="problem-heading">{heading}</p>}
        <p>
          <b>{title}</b>
          {detail !== '' && `: ${detail}`}
        </p>
      </div>
      <button type="button" onClick={onRetry}>
        {text.retry}
      </button>
    </div>
  );
}
