// What a fact will change, before it is recorded: each figure without and with it.
import { refusalWords } from '../components/problem-words.js';
import { companionName, writeCompanion, writeDate, writeValue } from '../figure-text.js';
import { text } from '../text.js';
import type { Compared, Refusal, WhatIfAnswer } from './recording.api.js';
import type { WhatIfState } from './use-what-if.js';

interface Props {
  readonly check: WhatIfState;
  /** Why it would be refused, where that is about no field. */
  readonly general: readonly Refusal[];
}

export function EffectPanel({ check: { answer, busy }, general }: Props) {
  const words = text.recording.form;
  return (
    <section class="effect" aria-label={words.effect}>
      <p class="effect-title">
        {words.effect} {busy && <span class="muted">{words.checking}</span>}
      </p>
      <div aria-live="polite">
        {general.length > 0 ? (
          <>
            <p class="field-error">{words.wouldRefuse}</p>
            {general.map((refusal) => (
              <p key={refusal.type}>{refusalWords(refusal)}</p>
            ))}
          </>
        ) : (
          <Effects answer={answer} />
        )}
      </div>
    </section>
  );
}

export function Effects({ answer }: { answer: WhatIfAnswer | undefined }) {
  const words = text.recording.form;
  if (!answer || answer.refused.length > 0) return <p class="muted">{words.effectAfter}</p>;
  const lines = [...answer.indicators.flatMap(changesOf), ...answer.milestones.flatMap(changesOf)];
  const today = answer.month === null ? writeDate(answer.at) : text.monthAndDay(answer.month, writeDate(answer.at));
  if (lines.length === 0) return <p>{words.noEffect}</p>;
  return (
    <>
      <ul class="effect-list">
        {lines.map((line) => (
          <li key={line.title}>
            <span>{line.title}</span> <b>{`${line.before} → ${line.after}`}</b>
          </li>
        ))}
      </ul>
      <p class="muted">{words.effectOn(today)}</p>
    </>
  );
}

interface ChangedLine {
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** The parts of a figure that differ: its value, each companion, its status. */
export function changesOf({ id, title, unit = 'count', before, after }: Compared): ChangedLine[] {
  const name = `${id} ${title}`;
  const status = (figure: typeof before): string => (figure ? statusWord(figure.status) : text.none);
  const lines: ChangedLine[] = [];
  if (unit !== undefined && before?.value !== after?.value) {
    lines.push({
      title: name,
      before: writeValue(before?.value ?? null, unit),
      after: writeValue(after?.value ?? null, unit),
    });
  }
  for (const companion of Object.keys({ ...before?.companions, ...after?.companions })) {
    const [was, is] = [before, after].map((figure) => figure?.companions?.[companion] ?? null);
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    lines.push({
      title: `${id} ${companionName(companion)}`,
      before: writeCompanion(companion, was ?? null),
      after: writeCompanion(companion, is ?? null),
    });
  }
  if (before?.status !== after?.status) {
    lines.push({ title: `${id} ${text.statusLabel}`, before: status(before), after: status(after) });
  }
  return lines;
}

export function statusWord(status: string): string {
  const { status: ofIndicators, milestones } = text;
  return (
    (ofIndicators as Readonly<Record<string, { readonly word: string }>>)[status]?.word ??
    (milestones.status as Readonly<Record<string, string>>)[status] ??
    status
  );
}
