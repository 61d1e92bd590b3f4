// Correct a recorded fact, take it back, or add evidence to it: each with what that changes, before it is done.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { pathOf, problemFrom, send, type Alliance, type ApiProblem } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { Dialog } from '../components/dialog.js';
import { TextAreaField, useFocusAtFault } from '../components/form-fields.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { factWords } from '../facts/fact-words.js';
import { writeDate } from '../figure-text.js';
import { notify } from '../notices.js';
import { text } from '../text.js';
import { DraftNote } from './draft-note.js';
import { EffectPanel } from './effect-panel.js';
import { FactForm } from './fact-form.js';
import { EvidenceInput } from './list-inputs.js';
import { factType } from './fact-types.js';
import { faultsInWords } from './form-words.js';
import { listIn, valuesOf } from './fact-values.js';
import type { Document, RecordedFact, Thing } from './recording.api.js';
import { useDraft, useReasonDraft, type DraftState } from './use-draft.js';
import { useWhatIf } from './use-what-if.js';

export type Amendment = 'correct' | 'retract' | 'evidence';

interface Props {
  readonly alliance: Alliance;
  readonly stream: string;
  readonly id?: string | undefined;
  readonly thing?: Thing | undefined;
  readonly kind: Amendment;
  readonly fact: Pick<RecordedFact, 'eventId' | 'type' | 'data' | 'effectiveOn'>;
  readonly onClose: () => void;
  readonly onRecorded: () => void;
}

export function AmendDialog(props: Props) {
  const { kind, fact, alliance, stream, id, thing, onClose, onRecorded } = props;
  const words = text.recording.amend;
  const said = [factWords(fact.type), ...(fact.effectiveOn === undefined ? [] : [writeDate(fact.effectiveOn)])].join(
    ', ',
  );
  const done = (message: string): void => {
    notify({ kind: 'success', message });
    onClose();
    onRecorded();
  };
  const type = factType(fact.type);
  if (kind === 'correct' && type) {
    return (
      <Dialog title={words.correct(said)} onClose={onClose}>
        <p class="dialog-lead">{words.correctLead}</p>
        <FactForm
          alliance={alliance}
          type={type}
          id={id}
          thing={thing}
          corrects={{ eventId: fact.eventId, stream, values: valuesOf(type, fact.data) }}
          submitLabel={words.doCorrect}
          onLeave={onClose}
          onStale={onRecorded}
          onRecorded={() => done(words.corrected)}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title={kind === 'retract' ? words.retract(said) : words.evidence(said)} onClose={onClose}>
      {kind === 'retract' ? (
        <Retraction {...props} onDone={() => done(words.retracted)} />
      ) : (
        <Evidence {...props} onDone={() => done(words.proven)} />
      )}
    </Dialog>
  );
}

interface PartProps extends Props {
  readonly onDone: () => void;
}

function Retraction({ alliance, stream, fact, thing, onClose, onDone }: PartProps) {
  const words = text.recording.amend;
  const { draft, reason, setReason } = useReasonDraft(`${alliance.allianceId}.retraction.${fact.eventId}`);
  const check = useWhatIf(alliance.allianceId, { leaveOut: [fact.eventId] });
  const sending = useSending(alliance, fact.eventId, 'retraction', thing?.revision, draft, onDone);
  return (
    <SendingForm lead={words.retractLead} draft={draft} sending={sending} body={{ reason, stream }}>
      <TextAreaField
        label={words.reason}
        required
        rows={2}
        error={sending.faults.find(({ field }) => field === 'reason')?.detail}
        value={reason}
        onValue={(value) => {
          sending.forget();
          setReason(value);
        }}
      />
      <EffectPanel check={check} general={check.answer?.refused ?? []} />
      <Actions label={words.doRetract} danger busy={sending.busy} onClose={onClose} />
    </SendingForm>
  );
}

function Evidence({ alliance, stream, fact, thing, onClose, onDone }: PartProps) {
  const words = text.recording.amend;
  const draft = useDraft(`${alliance.allianceId}.evidence.${fact.eventId}`, () => ({ evidence: [{ title: '' }] }));
  const { values } = draft;
  const sending = useSending(alliance, fact.eventId, 'evidence', thing?.revision, draft, onDone);
  const evidence = listIn<Document>(values, 'evidence').map(({ title, url, sha256 }) => ({
    title,
    ...(url ? { url } : {}),
    ...(sha256 ? { sha256 } : {}),
  }));
  return (
    <SendingForm lead={words.evidenceLead} draft={draft} sending={sending} body={{ evidence, stream }}>
      <EvidenceInput
        alliance={alliance}
        type="EvidenceAdded"
        field={{ name: 'evidence', kind: 'evidence' }}
        values={values}
        faults={sending.faults}
        onChange={(name, value) => {
          sending.forget();
          draft.change({ ...values, [name]: value });
        }}
      />
      <Actions label={words.doEvidence} busy={sending.busy} onClose={onClose} />
    </SendingForm>
  );
}

interface SendingFormProps {
  readonly lead: string;
  readonly draft: DraftState;
  readonly sending: ReturnType<typeof useSending>;
  readonly body: object;
  readonly children: ComponentChildren;
}

function SendingForm({ lead, draft, sending, body, children }: SendingFormProps) {
  return (
    <form
      ref={useFocusAtFault<HTMLFormElement>(sending.problem)}
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        sending.send(body);
      }}
    >
      <p class="dialog-lead">{lead}</p>
      <DraftNote draft={draft} />
      {sending.problem && sending.faults.length === 0 && <ProblemPanel problem={sending.problem} />}
      {children}
    </form>
  );
}

interface ActionsProps {
  readonly label: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly onClose: () => void;
}

function Actions({ label, danger = false, busy, onClose }: ActionsProps) {
  return (
    <div class="dialog-actions">
      <button type="button" class="secondary" onClick={onClose}>
        {text.cancel}
      </button>
      <ActButton type="submit" class={danger ? 'danger' : ''} off={busy}>
        {label}
      </ActButton>
    </div>
  );
}

/** Sends what is said of an event, under one id however often. */
function useSending(
  { allianceId }: Alliance,
  eventId: string,
  what: 'retraction' | 'evidence',
  revision: string | undefined,
  draft: DraftState,
  onDone: () => void,
) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined);
  const [sent, setSent] = useState<object>({});
  const start = async (body: object): Promise<void> => {
    setBusy(true);
    setSent(body);
    setProblem(undefined);
    try {
      const path = `${pathOf(allianceId)}/events/${eventId}/${what}`;
      await send(path, body, { idempotencyKey: draft.key, ifMatch: revision });
      draft.done();
      onDone();
    } catch (error) {
      setProblem(problemFrom(error));
      setBusy(false);
    }
  };
  return {
    busy,
    problem,
    /** Those of the fields that the dialog has. */
    faults: faultsInWords(problem?.errors ?? [], sent).filter(({ field }) => /^(reason|evidence)/.test(field)),
    /** What was refused is no longer what stands there. */
    forget: () => setProblem(undefined),
    send: (body: object) => void start(body),
  };
}
