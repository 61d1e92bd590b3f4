// Revises the baseline or a target of an indicator: what, to which value, from when on, why, and what it changes.
import { useState } from 'preact/hooks';
import { pathOf, problemFrom, send, type Alliance, type ApiProblem, type FieldProblem } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { Dialog } from '../components/dialog.js';
import { DateField, FaultSummary, SelectField, TextAreaField, TextField } from '../components/form-fields.js';
import { ActorField } from '../months/actor-field.js';
import { newId } from '../new-id.js';
import { notify } from '../notices.js';
import { keepActor, keptActor } from '../preferences.js';
import { todayIn } from '../project-months.js';
import { textIn, type FormValues } from '../recording/fact-values.js';
import { DraftNote } from '../recording/draft-note.js';
import { faultsInWords, faultsNamed } from '../recording/form-words.js';
import { useDraft } from '../recording/use-draft.js';
import { text } from '../text.js';
import { effectOf, EffectTable, faultsOf, type Effect } from './effect-table.js';
import { parsedValue, parsedWhen, whenInWords, writtenWhen, type IndicatorDraft } from './framework.model.js';
import { concerns, FrameworkNews, NotRecorded, type FrameworkEvent } from './revision-history.js';
import { useChecked } from './use-checked.js';
import { ValueField } from './value-field.js';

const BASELINE = 'baseline';
const NEW_TARGET = 'new';

export interface RevisionDialogProps {
  readonly alliance: Alliance;
  readonly indicator: IndicatorDraft;
  readonly units: ReadonlyMap<string, string>;
  /** Of the framework's stream, with its events. */
  readonly revision: string | null;
  readonly events: readonly FrameworkEvent[];
  readonly onClose: () => void;
  readonly onDone: () => void;
  /** Someone else was faster: the framework and its events are to be asked for again. */
  readonly onStale: () => void;
}

export function RevisionDialog(props: RevisionDialogProps) {
  const { alliance, indicator, units, revision, events, onClose, onDone, onStale } = props;
  const { allianceId, timeZone } = alliance;
  const { baseline, targets = [] } = indicator;
  const words = text.administration.revision;
  // A target is named by its day, not by its place: one that comes in meanwhile may stand before it.
  const begun = (): FormValues => ({ what: writtenWhen(targets.at(-1)) || BASELINE, revisedOn: todayIn(timeZone) });
  const draft = useDraft(`${allianceId}.revision.${indicator.id}`, begun, revision ?? undefined);
  const entered = (name: string): string => textIn(draft.values, name);
  const [what, when, value] = [entered('what'), entered('when'), entered('value')];
  const [revisedOn, reason] = [entered('revisedOn'), entered('reason')];
  const enter = (name: string) => (input: string) => draft.change({ ...draft.values, [name]: input });
  const [key, setKey] = useState(draft.key);
  const [actor, setActor] = useState(keptActor);
  /** What comes in meanwhile may be one's own. */
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined);
  const [faults, setFaults] = useState<readonly FieldProblem[]>([]);
  const isBaseline = what === BASELINE;
  const anchor = isBaseline ? baseline : targets.find((target) => writtenWhen(target) === what);
  const isFixed = !isBaseline && what !== NEW_TARGET;
  // A baseline without a day of its own stands at the beginning.
  const standing = writtenWhen(anchor) || (isBaseline ? 'M0' : '');
  const data = {
    indicatorId: indicator.id,
    ...parsedWhen(isFixed ? standing : when || standing),
    value: parsedValue(value, indicator.unit),
    revisedOn,
    reason,
  };
  const [effect, setEffect] = useChecked<Effect>(JSON.stringify({ ...data, what, reason: undefined }));
  const inWords = faultsInWords(faults, data);
  const labels = new Map([
    ['month', words.when],
    ['date', words.when],
    ['value', words.value],
    ['revisedOn', words.revisedOn],
    ['reason', words.reason],
  ]);
  const faultOf = (...fields: string[]): string | undefined =>
    inWords.find(({ field }) => fields.includes(field))?.detail;

  const { seen } = draft;
  // Told once the framework, too, is that far: what is gone on from is what stands.
  const news =
    seen === undefined
      ? []
      : events.slice(Number(seen) + 1, Number(revision) + 1).filter((event) => concerns(event, indicator.id));
  // What was revised of other indicators is nobody's conflict.
  const isOnNewest = events.length > Number(revision) && news.length === 0;

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setProblem(undefined);
    setFaults([]);
    try {
      await work();
    } catch (error) {
      setBusy(false);
      const found = problemFrom(error);
      if (found?.code === 'id-reused') setKey(newId());
      if (found?.status === 412) onStale();
      if (found && found.errors.length > 0) setFaults(found.errors);
      else setProblem(found);
    }
  };
  const preview = (): Promise<void> =>
    attempt(async () => {
      const answered = await effectOf(allianceId, isBaseline ? 'BaselineRevised' : 'TargetRevised', data);
      setFaults(faultsOf(answered));
      setEffect(answered.refused.length === 0 ? answered : undefined);
    });
  const record = (): Promise<void> =>
    attempt(async () => {
      setBusy(true);
      keepActor(actor);
      const path = `${pathOf(allianceId)}/framework/${isBaseline ? 'baselines' : 'targets'}`;
      await send(path, data, { idempotencyKey: key, ifMatch: isOnNewest ? revision : seen });
      draft.done();
      notify({ kind: 'success', message: words.done(indicator.id) });
      onDone();
    });
  return (
    <Dialog title={words.title(indicator.id)} onClose={onClose}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void record();
        }}
      >
        <p class="muted">{indicator.title}</p>
        <DraftNote draft={draft} />
        {news.length > 0 && !busy && (
          <FrameworkNews news={news} units={units}>
            <button
              type="button"
              onClick={() => {
                setProblem(undefined);
                draft.see(revision ?? '', begun());
              }}
            >
              {text.recording.form.onTop}
            </button>
            <button
              type="button"
              class="secondary"
              onClick={() => {
                draft.done();
                onClose();
              }}
            >
              {text.recording.form.keepTheirs}
            </button>
          </FrameworkNews>
        )}
        {problem && <NotRecorded problem={problem} />}
        <FaultSummary faults={faultsNamed(inWords, (field) => labels.get(field))} refusal={faults} />
        <SelectField
          label={words.what}
          value={what}
          onValue={(chosen) => enter('what')(chosen === '' ? BASELINE : chosen)}
          options={[
            { value: BASELINE, label: words.baseline },
            ...targets.map((target) => ({ value: writtenWhen(target), label: words.target(whenInWords(target)) })),
            { value: NEW_TARGET, label: words.newTarget },
          ]}
          required
        />
        {!isFixed && (
          <TextField
            label={words.when}
            hint={text.administration.editor.whenHint}
            value={when || standing}
            onValue={enter('when')}
            error={faultOf('month', 'date')}
            required
          />
        )}
        <ValueField
          label={words.value}
          unit={indicator.unit}
          value={value}
          onValue={enter('value')}
          error={faultOf('value')}
          required
        />
        <DateField
          label={words.revisedOn}
          hint={words.revisedOnHint}
          value={revisedOn}
          onValue={enter('revisedOn')}
          error={faultOf('revisedOn')}
          required
        />
        <TextAreaField
          label={words.reason}
          rows={2}
          value={reason}
          onValue={enter('reason')}
          error={faultOf('reason')}
          required
        />
        <ActorField value={actor} onValue={setActor} />
        {effect && <EffectTable effect={effect} />}
        <div class="dialog-actions">
          <button type="button" class="secondary" onClick={() => void preview()}>
            {words.preview}
          </button>
          <ActButton type="submit" off={busy}>
            {words.submit}
          </ActButton>
        </div>
      </form>
    </Dialog>
  );
}
