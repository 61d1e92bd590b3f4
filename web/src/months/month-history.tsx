// Who did what with a month's report, the newest first.
import { actorOf } from '../actor.js';
import { writeDate } from '../figure-text.js';
import { text } from '../text.js';
import { sectionName, type Step } from './months.model.js';

export function MonthHistory({
  steps,
  titles,
}: {
  readonly steps: readonly Step[];
  readonly titles: ReadonlyMap<string, string>;
}) {
  const words = text.months.history;
  return (
    <section class="sheet" aria-labelledby="history-heading">
      <div>
        <h2 id="history-heading">{words.title}</h2>
        <p class="muted">{steps.length === 0 ? words.none : words.unverified}</p>
      </div>
      {steps.length > 0 && (
        <ol class="step-list" reversed>
          {steps.toReversed().map((step, index) => (
            <li key={steps.length - index}>
              <p>
                <b>{words.types[step.type] ?? step.type}</b>
                {step.section !== undefined &&
                  ` · ${sectionName(step.section, titles)} (${(step.language ?? '').toUpperCase()})`}
              </p>
              <p class="muted">
                {writeDate(step.on)} · {actorOf(step) ?? words.unnamed}
              </p>
              {step.reason !== undefined && <blockquote>{step.reason}</blockquote>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
