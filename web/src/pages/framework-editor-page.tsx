// Edits a framework in forms or as JSON, checks it by the service's own rules, shows what it changes, and adopts it.
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { allianceHref } from '../address.js';
import { pathOf, problemFrom, send, type ApiProblem, type FieldProblem } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { DateField, FaultSummary, Field } from '../components/form-fields.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { effectOf, EffectTable, faultsOf, type Effect } from '../framework/effect-table.js';
import '../framework/framework.css';
import { FrameworkForm } from '../framework/framework-form.js';
import { frameworkLabel } from '../framework/framework-label.js';
import { draftOf, EMPTY, fitsForms, type FrameworkAnswer, type FrameworkDraft } from '../framework/framework.model.js';
import { FrameworkNews, NotRecorded, useFrameworkEvents } from '../framework/revision-history.js';
import { FrameworkSource } from '../framework/framework-source.js';
import { useChecked } from '../framework/use-checked.js';
import { ActorField } from '../months/actor-field.js';
import '../months/months.css';
import { dropDraft, keepDraft, keptDraft } from '../months/narrative-draft.js';
import { newId } from '../new-id.js';
import { notify } from '../notices.js';
import { keepActor, keptActor } from '../preferences.js';
import { todayIn } from '../project-months.js';
import { faultsInWords, faultsNamed } from '../recording/form-words.js';
import type { AlliancePageProps } from '../routes.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';

export function FrameworkEditorPage({ alliance }: AlliancePageProps) {
  const { allianceId } = alliance;
  const { data, problem, retry } = useAnswer<FrameworkAnswer>(`${pathOf(allianceId)}/framework`, {
    liveFor: allianceId,
  });
  const words = text.administration.editor;
  return (
    <>
      <PageHead
        title={words.title}
        lead={words.lead}
        above={<a href={allianceHref(allianceId, 'framework')}>{words.back}</a>}
      />
      {problem && <ProblemPanel problem={problem} />}
      {data && (
        <Editor
          alliance={alliance}
          inForce={data.framework ?? undefined}
          revision={data.revision ?? ''}
          onStale={retry}
        />
      )}
    </>
  );
}

interface EditorProps {
  readonly alliance: AlliancePageProps['alliance'];
  readonly inForce: FrameworkDraft | undefined;
  /** Of the framework's stream; empty while it holds nothing. */
  readonly revision: string;
  readonly onStale: () => void;
}

function Editor({ alliance, inForce, revision, onStale }: EditorProps) {
  const { allianceId, startsOn, timeZone } = alliance;
  const words = text.administration.editor;
  const { route } = useLocation();
  const key = `alliance-kpi.draft.${allianceId}.framework`;
  const events = useFrameworkEvents(alliance);
  const [found] = useState(() => keptDraft(key));
  const [begun, setBegun] = useState(() => written(inForce ?? EMPTY));
  const [json, setJson] = useState(found?.text ?? begun);
  /** The revision that was looked at while editing. */
  const [seen, setSeen] = useState(found?.base ?? revision);
  const parsed = parse(json);
  const hasForm = fitsForms(parsed.value);
  const [isExpert, setExpert] = useState(!hasForm);
  const [adoptedOn, setAdoptedOn] = useState(() => (inForce ? todayIn(timeZone) : startsOn));
  const [actor, setActor] = useState(keptActor);
  const [idempotencyKey, setIdempotencyKey] = useState(newId);
  /** What comes in meanwhile may be one's own. */
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<readonly FieldProblem[]>([]);
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined);
  const inWords = faultsInWords(faults, { adoptedOn, framework: parsed.value });
  const [effect, setEffect] = useChecked<Effect>(JSON.stringify([json, adoptedOn, seen]));
  useEffect(() => {
    if (json === begun) dropDraft(key);
    else keepDraft(key, { text: json, base: seen });
  }, [json, seen]);
  const takeTheirs = (): void => {
    const theirs = written(inForce ?? EMPTY);
    setBegun(theirs);
    setJson(theirs);
    setSeen(revision);
    setProblem(undefined);
  };
  const news = (events.data ?? []).slice(seen === '' ? 0 : Number(seen) + 1);
  const isEdited = json !== begun;
  useEffect(() => {
    if (seen !== revision && !isEdited) takeTheirs();
  }, [revision]);

  const attempt = async (work: (data: unknown) => Promise<void>): Promise<void> => {
    setProblem(undefined);
    if (parsed.value === undefined) {
      setFaults([{ field: '', code: '', detail: words.invalidJson(parsed.why) }]);
      return;
    }
    setFaults([]);
    try {
      await work({ adoptedOn, framework: parsed.value });
    } catch (error) {
      setBusy(false);
      const refusal = problemFrom(error);
      if (refusal?.code === 'id-reused') setIdempotencyKey(newId());
      if (refusal?.status === 412) {
        onStale();
        events.retry();
      }
      if (refusal && refusal.errors.length > 0) setFaults(refusal.errors);
      else setProblem(refusal);
    }
  };
  const check = (): Promise<void> =>
    attempt(async (data) => {
      const answered = await effectOf(allianceId, 'FrameworkAdopted', data);
      setFaults(faultsOf(answered));
      setEffect(answered.refused.length === 0 ? answered : undefined);
    });
  const adopt = (): Promise<void> =>
    attempt(async (data) => {
      setBusy(true);
      keepActor(actor);
      const ifMatch = seen === '' ? null : seen;
      await send(`${pathOf(allianceId)}/framework`, data, { method: 'PUT', idempotencyKey, ifMatch });
      dropDraft(key);
      notify({ kind: 'success', message: words.adopted });
      route(allianceHref(allianceId, 'framework'));
    });
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void adopt();
      }}
    >
      <FrameworkSource
        allianceId={allianceId}
        inForce={inForce}
        onFramework={(framework) => {
          setJson(written(framework));
          if (!fitsForms(framework)) setExpert(true);
        }}
        onFault={(detail) => setFaults([{ field: '', code: '', detail }])}
      />
      <div class="mode" role="group" aria-label={words.title}>
        {[false, true].map((expert) => (
          <button
            key={String(expert)}
            type="button"
            class={expert === isExpert ? '' : 'secondary'}
            aria-pressed={expert === isExpert}
            disabled={!expert && !hasForm}
            onClick={() => setExpert(expert)}
          >
            {expert ? words.expert : words.form}
          </button>
        ))}
      </div>
      {problem && <NotRecorded problem={problem} />}
      {seen !== revision && news.length > 0 && isEdited && !busy && (
        <FrameworkNews news={news} units={new Map(inForce?.indicators.map(({ id, unit }) => [id, unit]))}>
          <button
            type="button"
            onClick={() => {
              setSeen(revision);
              setProblem(undefined);
            }}
          >
            {text.recording.form.onTop}
          </button>
          <button type="button" class="secondary" onClick={takeTheirs}>
            {text.recording.form.keepTheirs}
          </button>
        </FrameworkNews>
      )}
      <FaultSummary
        faults={faultsNamed(inWords, (field) => (isExpert ? field || undefined : frameworkLabel(field, parsed.value)))}
        refusal={faults}
      />
      {isExpert ? (
        <Field
          label={words.json}
          hint={
            <>
              {words.jsonHint} <a href="/schemas/framework/1">{words.schema}</a>
            </>
          }
          required
        >
          {(ids) => (
            <textarea
              {...ids}
              class="json"
              rows={24}
              spellcheck={false}
              value={json}
              onInput={({ currentTarget }) => setJson(currentTarget.value)}
            />
          )}
        </Field>
      ) : (
        <FrameworkForm
          framework={draftOf(parsed.value)}
          faults={inWords}
          onChange={(changed) => setJson(written(changed))}
        />
      )}
      <section class="sheet" aria-label={words.adopt}>
        <DateField
          label={words.adoptedOn}
          hint={words.adoptedOnHint}
          value={adoptedOn}
          onValue={setAdoptedOn}
          error={inWords.find(({ field }) => field === 'adoptedOn')?.detail}
          required
        />
        <ActorField value={actor} onValue={setActor} />
        <div role="status" class="stack-small">
          {effect && <p class="good-box">{words.checked}</p>}
        </div>
        {effect && <EffectTable effect={effect} />}
        <div class="form-actions">
          <button type="button" class="secondary" onClick={() => void check()}>
            {words.check}
          </button>
          <ActButton type="submit" off={busy}>
            {words.adopt}
          </ActButton>
        </div>
      </section>
    </form>
  );
}

function written(framework: unknown): string {
  return JSON.stringify(framework, null, 2);
}

function parse(json: string): { readonly value: unknown; readonly why: string } {
  try {
    return { value: JSON.parse(json) as unknown, why: '' };
  } catch (error) {
    return { value: undefined, why: String(error instanceof Error ? error.message : error) };
  }
}
