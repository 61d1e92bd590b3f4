// The state of a thing: a word, with a colour and a mark that say the same.
import { statusWords } from './form-words.js';

type Tone = 'good' | 'waiting' | 'late' | 'over';

const TONES: Readonly<Record<string, Tone>> = {
  member: 'good',
  inForce: 'good',
  published: 'good',
  completed: 'good',
  open: 'good',
  partner: 'good',
  proposed: 'waiting',
  planned: 'waiting',
  identified: 'waiting',
  contacted: 'waiting',
  overdue: 'late',
};

export function StateBadge({ status }: { status: string | undefined }) {
  if (status === undefined) return null;
  const tone = TONES[status] ?? 'over';
  const mark = {
    good: 'm4 8.5 2.7 2.7L12 5.5',
    waiting: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 5.2V8l2 1.4',
    late: 'M8 3.5v5.5M8 11.8v.4',
    over: 'M4.5 8h7',
  }[tone];
  return (
    <span class={`state state-${tone}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d={mark} />
      </svg>
      {statusWords(status)}
    </span>
  );
}
