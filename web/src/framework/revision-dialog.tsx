// Revises the baseline or a target of an indicator: what, to which value, from when on, why, and what it changes.
import { useState } from 'preact/hooks';
import { pathOf, problemFrom, send, type Alliance, type ApiProblem, type FieldProblem } from '../api.js';
import { Dialog } from '../components/dialog.js';
import { DateField, FaultSummary, SelectField, TextAreaField, TextField } from '../components/form-fields.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { ActorField } from '../months/actor-field.js';
import { notify } from '../notices.js';
import { keepActor, keptActor } from '../preferences.js';
import { todayIn } from '../project-months.js';
import { text } from '../text.js';
import { effectOf, EffectTable, faultsOf, type Effect } from './effect-table.js';
import { parsedValue, parsedWhen, writtenWhen, type IndicatorDraft } from './framework.model.js';
import { ValueField } from './value-field.js';

const BASELINE = 'baseline';
const NEW_TARGET = 'new';

interface Props {
  readonly alliance: Alliance;
  readonly indicator: IndicatorDraft;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function RevisionDialog({ alliance, indicator, onClose, onDone }: Props) {
  const { allianceId, timeZone } = alliance;
  const { baseline, targets = [] } = indicator;
  const words = text.administration.revision;
  const last = targets.length - 1;
  const [what, setWhat] = useState(last >= 0 ? String(last) : BASELINE);
  const [when, setWhen] = useState('');
  const [value, setValue] = useState('');
  const [revisedOn, setRevisedOn] = useState(todayIn(timeZone));
  const [reason, setReason] = useState('');
  const [actor, setActor] = useState(keptActor);
  const [key] = useState(() => crypto.randomUUID());
  const [effect, setEffect] = useState<Effect | undefined>(undefined);
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined);
  const [faults, setFaults] = useState<readonly FieldProblem[]>([]);
  const isBaseline = what === BASELINE;
  const anchor = isBaseline ? baseline : targets[Number(what)];
  const isFixed = !isBaseline && what !== NEW_TARGET;
  const data = {
    indicatorId: indicator.id,
    ...parsedWhen(isFixed ? writtenWhen(anchor) : when || writtenWhen(anchor)),
    value: parsedValue(value, indicator.unit),
    revisedOn,
    reason,
  };
  const faultOf = (...fields: string[]): string | undefined =>
    faults.find(({ field }) => fields.includes(field))?.detail;

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setProblem(undefined);
    setFaults([]);
    try {
      await work();
    } catch (error) {
      const found = problemFrom(error);
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
      keepActor(actor);
      const path = `${pathOf(allianceId)}/framework/${isBaseline ? 'baselines' : 'targets'}`;
      await send(path, data, { idempotencyKey: key });
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
        {problem && <ProblemPanel problem={problem} />}
        <FaultSummary faults={faults} />
        <SelectField
          label={words.what}
          value={what}
          onValue={(chosen) => setWhat(chosen === '' ? BASELINE : chosen)}
          options={[
            { value: BASELINE, label: words.baseline },
            ...targets.map((target, index) => ({ value: String(index), label: words.target(writtenWhen(target)) })),
            { value: NEW_TARGET, label: words.newTarget },
          ]}
          required
        />
        {!isFixed && (
          <TextField
            label={words.when}
            hint={text.administration.editor.whenHint}
            value={when || writtenWhen(anchor)}
            onValue={setWhen}
            error={faultOf('month', 'date')}
            required
          />
        )}
        <ValueField
          label={words.value}
          unit={indicator.unit}
          value={value}
          onValue={setValue}
          error={faultOf('value')}
          required
        />
        <DateField
          label={words.revisedOn}
          hint={words.revisedOnHint}
          value={revisedOn}
          onValue={setRevisedOn}
          error={faultOf('revisedOn')}
          required
        />
        <TextAreaField
          label={words.reason}
          rows={2}
          value={reason}
          onValue={setReason}
          error={faultOf('reason')}
          required
        />
        <ActorField value={actor} onValue={setActor} />
        {effect && <EffectTable effect={effect} />}
        <div class="dialog-actions">
          <button type="button" class="secondary" onClick={() => void preview()}>
            {words.preview}
          </button>
          <button type="submit">{words.submit}</button>
        </div>
      </form>
    </Dialog>
  );
}
