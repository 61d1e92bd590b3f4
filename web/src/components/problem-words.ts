// What a problem says to someone at a page: in their language where its code is known, and never of HTTP.
import { ASKED_AGAIN, type ApiProblem } from '../api.js';
import { text } from '../text.js';

/** The language that the service itself writes. */
const OF_SERVICE = 'en';

export function problemWords(problem: Pick<ApiProblem, 'status' | 'code' | 'title' | 'detail' | 'remedy'>): {
  title: string;
  detail: string;
  remedy: string;
} {
  const { status, code, title, detail, remedy } = problem;
  if (status === 0) {
    const { unreachable, unreachableDetail, unanswered } = text.problem;
    return { title: unreachable, detail: code === ASKED_AGAIN ? unreachableDetail : unanswered, remedy: '' };
  }
  const words = text.problems.types[code];
  if (!words) return { title, detail, remedy };
  return { detail: text.language === OF_SERVICE ? detail : '', ...words };
}

/** Why a fact would be refused, as a sentence. */
export function refusalWords({
  type,
  ...refusal
}: Readonly<Record<'type' | 'title' | 'detail' | 'remedy', string>>): string {
  const { title, detail, remedy } = problemWords({ ...refusal, status: 400, code: type.replace('/problems/', '') });
  return `${detail === '' ? `${title}.` : detail} ${remedy}`;
}

/** What the service says of a fault in a sentence, it says in its own language alone: in another, what its code says. */
export function faultInOwnLanguage(code: string): string | undefined {
  const known = text.problems.faults[code];
  if (known !== undefined || text.language === OF_SERVICE) return known;
  const title = text.problems.types[code]?.title;
  return title === undefined ? undefined : `${title}.`;
}
