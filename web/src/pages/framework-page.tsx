// The results framework in force: what was promised, revised with a reason, and the history of its revisions.
import { useState } from 'preact/hooks';
import { allianceHref } from '../address.js';
import { pathOf } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { EmptyState } from '../components/empty-state.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { writeValue } from '../figure-text.js';
import '../framework/framework.css';
import { whenInWords, type AnchorDraft, type FrameworkAnswer } from '../framework/framework.model.js';
import { RevisionDialog, type RevisionDialogProps } from '../framework/revision-dialog.js';
import { RevisionHistory, useFrameworkEvents } from '../framework/revision-history.js';
import '../months/months.css';
import type { AlliancePageProps } from '../routes.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';

export function FrameworkPage({ alliance }: AlliancePageProps) {
  const { allianceId } = alliance;
  const words = text.administration.framework;
  const { data, problem, outdated, retry } = useAnswer<FrameworkAnswer>(`${pathOf(allianceId)}/framework`, {
    liveFor: allianceId,
  });
  const events = useFrameworkEvents(alliance);
  const edit = allianceHref(allianceId, 'framework/edit');
  const framework = data?.framework;
  const units = new Map(framework?.indicators.map((each) => [each.id, each.unit]));
  return (
    <>
      <PageHead title={words.title} lead={framework?.title ?? words.lead}>
        {framework && (
          <a class="button" href={edit}>
            {words.edit}
          </a>
        )}
      </PageHead>
      {problem && <ProblemPanel problem={problem} onRetry={retry} />}
      {!data && !problem && <p class="loading">{text.loading}</p>}
      {framework === null && (
        <EmptyState title={words.none} explanation={words.noneExplanation}>
          <a class="button" href={edit}>
            {words.adoptFirst}
          </a>
        </EmptyState>
      )}
      {framework && (
        <>
          {[...framework.objectives, undefined].map((objective) => {
            const indicators = framework.indicators.filter((each) => each.objective === objective?.id);
            if (indicators.length === 0) return null;
            return (
              <section key={objective?.id ?? ''} class="sheet">
                <h2>{objective ? words.objective(objective.id, objective.title) : words.noObjective}</h2>
                {indicators.map((indicator) => (
                  <IndicatorRow
                    key={indicator.id}
                    alliance={alliance}
                    indicator={indicator}
                    units={units}
                    revision={data.revision}
                    events={events.data ?? []}
                    outdated={outdated || events.outdated}
                    onStale={() => {
                      retry();
                      events.retry();
                    }}
                  />
                ))}
              </section>
            );
          })}
          {framework.milestones.length > 0 && (
            <section class="sheet">
              <h2>{words.milestones}</h2>
              <ul class="stack-small">
                {framework.milestones.map(({ id, title, due }) => (
                  <li key={id}>
                    <b>{id}</b> {title}{' '}
                    <span class="muted">· {due ? words.due(whenInWords(due)) : words.notStated}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <RevisionHistory answer={events} units={units} />
        </>
      )}
    </>
  );
}

interface RowProps extends Omit<RevisionDialogProps, 'onClose' | 'onDone'> {
  /** Something was revised here since the framework and its events were asked for. */
  readonly outdated: boolean;
}

function IndicatorRow({ outdated, ...revised }: RowProps) {
  const { indicator, onStale } = revised;
  const { id, title, unit, baseline, targets = [], measuredAt = [] } = indicator;
  const words = text.administration.framework;
  const [revising, setRevising] = useState(false);
  return (
    <div class="indicator-row">
      <div>
        <h3>
          {id}: {title}
        </h3>
        <p class="muted">
          {text.administration.editor.measures[indicator.measure.kind]}
          {measuredAt.length > 0 && ` · ${words.measured(measuredAt.map(text.month).join(', '))}`}
        </p>
        <p>
          {words.baseline}: {baseline ? anchorInWords(baseline, unit) : words.notStated} · {words.targets}:{' '}
          {targets.length === 0 ? words.notStated : targets.map((target) => anchorInWords(target, unit)).join('; ')}
        </p>
      </div>
      <ActButton class="secondary" label={words.reviseOf(id)} off={outdated} onAct={() => setRevising(true)}>
        {words.revise}
      </ActButton>
      {revising && (
        <RevisionDialog
          {...revised}
          onClose={() => setRevising(false)}
          onDone={() => {
            setRevising(false);
            onStale();
          }}
        />
      )}
    </div>
  );
}

function anchorInWords(anchor: AnchorDraft, unit: string): string {
  const value = anchor.value === undefined ? `“${anchor.label ?? ''}”` : writeValue(anchor.value, unit);
  return `${value} (${whenInWords(anchor) || text.administration.framework.notStated})`;
}
