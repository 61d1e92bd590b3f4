// The form of any fact: checked by the service's own rules while it is filled in, kept as a draft, sent once however often.
import { useEffect, useState } from 'preact/hooks';
import { ApiProblem, pathOf, problemFrom, send, type Alliance, type FieldProblem, type Recorded } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { FaultSummary, InputsOf, TextAreaField } from '../components/form-fields.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { fieldLabel } from '../facts/fact-words.js';
import { newId } from '../new-id.js';
import { todayIn } from '../project-months.js';
import { text } from '../text.js';
import { Conflict, firstOf, standingFor } from './conflict.js';
import { DraftNote } from './draft-note.js';
import { Duplicates } from './duplicates.js';
import { EffectPanel } from './effect-panel.js';
import { FactInput } from './fact-inputs.js';
import { faultWords, isEmptyAt } from './form-words.js';
import type { FactType } from './fact-types.js';
import { dataOf, idFrom, listIn, startingValues, textIn, valuesOf, type FormValues } from './fact-values.js';
import type { AssumedFact, Party, Refusal, Thing, WhatIfRequest } from './recording.api.js';
import { useDraft } from './use-draft.js';
import { useWhatIf } from './use-what-if.js';

export interface CorrectedFact {
  readonly eventId: string;
  readonly stream: string;
  readonly values: FormValues;
}

interface Props {
  readonly alliance: Alliance;
  readonly type: FactType;
  /** The thing that the fact is about, where it is there already. */
  readonly id?: string | undefined;
  readonly thing?: Thing | undefined;
  /** The recorded fact in whose place this one will stand. */
  readonly corrects?: CorrectedFact | undefined;
  readonly startWith?: FormValues | undefined;
  /** The organisation that a new thing is about, where that is known: what was begun of another is no draft of this. */
  readonly about?: string | undefined;
  readonly submitLabel: string;
  readonly onRecorded: (recorded: Recorded, data: Readonly<Record<string, unknown>>) => void;
  readonly onLeave: () => void;
  /** Someone else was faster: the thing is to be asked for again. */
  readonly onStale?: () => void;
  /** Takes the fact in the place of recording it. */
  readonly onAssume?: (fact: AssumedFact) => void;
}

export function FactForm(props: Props) {
  const { alliance, type, id, thing, corrects, startWith, onAssume } = props;
  const { allianceId } = alliance;
  const words = text.recording.form;
  const first = corrects && (thing ? firstOf(thing.history, corrects.eventId) : corrects.eventId);
  const draftName = [allianceId, onAssume ? 'assume' : '', type.type, first ?? id ?? props.about ?? 'new'].join('.');
  const us: Party = { partyId: allianceId, name: alliance.acronym };
  const begun = (): FormValues =>
    corrects?.values ?? { ...startingValues(type, todayIn(alliance.timeZone), thing, us), ...startWith };
  const seenNow = onAssume ? undefined : thing?.revision;
  const draft = useDraft(draftName, begun, seenNow);
  const [key, setKey] = useState(draft.key);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set(draft.restored ? ['*'] : []));
  const [sent, setSent] = useState(false);
  const [busy, setBusy] = useState(false);
  /** It is to be assumed, once the check has answered. */
  const [isWaiting, setWaiting] = useState(false);
  /** How often it was refused. */
  const [attempt, setAttempt] = useState(0);
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined);

  const { values, seen } = draft;
  const data = dataOf(type, values, corrects ? undefined : thing);
  const standing = first === undefined ? undefined : thing && standingFor(thing.history, first);
  const corrected = standing?.eventId ?? corrects?.eventId;
  const check = useWhatIf(allianceId, requestOf(type, id, data, corrected));
  const refusals = check.answer?.refused ?? [];
  const placeOf = ({ field }: FieldProblem): number => type.fields.findIndex(({ name }) => name === partOf(field));
  const faults = faultsOf(refusals, problem)
    .filter((fault) => placeOf(fault) !== -1 && !isFilledIn(fault, data))
    .filter(({ field }) => sent || ((touched.has('*') || touched.has(partOf(field))) && !isEmptyAt(data, field)))
    .map((fault) => ({ ...fault, detail: faultWords(fault, isEmptyAt(data, fault.field)) }))
    .sort((one, other) => placeOf(one) - placeOf(other));
  const reasonFault = sent && corrects ? faultOfReason(textIn(values, CORRECTION_REASON), problem) : undefined;
  const toCorrect = [
    ...faults.map(({ field, detail }) => ({ field, detail: `${fieldLabel(type.type, partOf(field))}: ${detail}` })),
    ...(reasonFault === undefined
      ? []
      : [{ field: CORRECTION_REASON, detail: `${text.recording.amend.reason}: ${reasonFault}` }]),
  ];

  const change = (name: string, value: unknown): void => {
    const next: Record<string, unknown> = { ...values, [name]: value };
    for (const field of type.fields) {
      if (field.kind !== 'id' || field.from !== name || corrects) continue;
      const isProposed = textIn(values, field.name) === idFrom(textIn(values, name));
      if (isProposed) next[field.name] = idFrom(textIn(next, name));
    }
    setTouched(new Set([...touched, name]));
    setWaiting(false);
    setProblem(problem && withoutFaultsOf(problem, name === CORRECTION_REASON ? 'reason' : name));
    draft.change(next);
  };

  const submit = async (): Promise<void> => {
    setSent(true);
    if (onAssume) return setWaiting(true);
    setBusy(true);
    setProblem(undefined);
    try {
      const path = `${pathOf(allianceId)}/${pathFor(type, id, corrected)}`;
      const body = corrects ? { data, reason: textIn(values, CORRECTION_REASON), stream: corrects.stream } : data;
      const recorded = await send(path, body, { idempotencyKey: key, ifMatch: seen });
      draft.done();
      props.onRecorded(recorded, data);
    } catch (error) {
      const found = problemFrom(error);
      if (found?.code === 'id-reused') setKey(newId());
      if (found?.status === 412) props.onStale?.();
      setProblem(found);
      setAttempt((count) => count + 1);
    } finally {
      setBusy(false);
    }
  };

  useEffect(() => {
    if (!isWaiting || check.busy) return;
    setWaiting(false);
    if (refusals.length > 0) return;
    draft.done();
    onAssume?.({ type: type.type, id, data });
  }, [isWaiting, check.busy]);

  // What comes in while it is being sent may be one's own.
  const isOutrun = seen !== seenNow && !busy;
  // What is recorded has its id for good; the parties of an MoU are named in the fact itself.
  const hasFixedId = (corrects !== undefined || id !== undefined) && type.type !== 'MouProposed';
  const look = (): void => {
    if (seenNow !== undefined) draft.see(seenNow, standing ? valuesOf(type, standing.data) : begun());
    setProblem(undefined);
  };
  const drop = (): void => {
    draft.done();
    props.onLeave();
  };
  return (
    <form
      class="form fact-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <DraftNote draft={draft} />
      {thing && seen !== undefined && isOutrun && (
        <Conflict
          thing={thing}
          since={seen}
          type={type}
          corrected={first}
          mine={data}
          isRefused={problem?.status === 412}
          onSeen={look}
          onDrop={drop}
        />
      )}
      <SubmitProblem type={type} problem={problem} onRetry={() => void submit()} />
      {sent && <FaultSummary faults={toCorrect} refusal={attempt} leads />}
      {type.fields
        .filter(({ kind }) => corrects === undefined || kind !== 'id')
        .map((field) => (
          <InputsOf key={field.name} field={field.name}>
            <FactInput
              alliance={alliance}
              type={type.type}
              field={field}
              values={values}
              card={thing}
              faults={faults.filter((fault) => partOf(fault.field) === field.name)}
              onChange={change}
            />
          </InputsOf>
        ))}
      {corrects && (
        <InputsOf field={CORRECTION_REASON}>
          <TextAreaField
            label={text.recording.amend.reason}
            required
            rows={2}
            error={reasonFault}
            value={textIn(values, CORRECTION_REASON)}
            onValue={(value) => change(CORRECTION_REASON, value)}
          />
        </InputsOf>
      )}
      <Duplicates
        answer={check.answer}
        onUse={hasFixedId ? undefined : (ownId, like) => draft.change(withId(type, values, ownId, like))}
      />
      <EffectPanel check={check} general={generalRefusals(refusals, type, data)} />
      <div class="form-actions">
        <ActButton type="submit" off={busy}>
          {busy ? words.recording : props.submitLabel}
        </ActButton>
        <button type="button" class="secondary" onClick={props.onLeave}>
          {words.leave}
        </button>
      </div>
    </form>
  );
}

interface SubmitProblemProps {
  readonly type: FactType;
  readonly problem: ApiProblem | undefined;
  readonly onRetry: () => void;
}

/** Why it could not be recorded, where that is about no field; what was entered stays. */
function SubmitProblem({ type, problem, onRetry }: SubmitProblemProps) {
  const words = text.recording.form;
  if (!problem || problem.status === 412) return null;
  if (problem.status === 0) {
    return (
      <div class="problem" role="alert">
        <div>
          <p class="problem-heading">{words.lost}</p>
          <p>{words.lostDetail}</p>
        </div>
        <button type="button" onClick={onRetry}>
          {words.again}
        </button>
      </div>
    );
  }
  if (problem.errors.some(({ field }) => field === 'reason' || isBound(type, field))) return null;
  return <ProblemPanel problem={problem} {...(problem.status >= 500 ? { onRetry } : {})} />;
}

/** Status of a refusal: what is recorded speaks against the fact. */
const CONFLICT = 409;
/** Field of the form, not of the fact: the reason of a correction goes with it. */
const CORRECTION_REASON = 'correction reason';

function pathFor(type: FactType, id: string | undefined, corrected: string | undefined): string {
  if (corrected !== undefined) return `events/${corrected}/correction`;
  return type.path.replace(':id', encodeURIComponent(id ?? ''));
}

function requestOf(
  type: FactType,
  id: string | undefined,
  data: Readonly<Record<string, unknown>>,
  corrected: string | undefined,
): WhatIfRequest {
  const inPath = type.path.includes(':id') ? { id } : {};
  const fact = { type: type.type, ...inPath, data };
  if (corrected === undefined) return { assume: [fact] };
  return { leaveOut: [corrected], assume: [{ ...fact, corrects: corrected }] };
}

/** The field of the form that a fault is in: `parties.0.name` is in `parties`. */
const partOf = (path: string): string => path.split('.')[0] ?? path;

/** Whether a fault is in a field of the form. */
const isBound = (type: FactType, field: string): boolean => type.fields.some(({ name }) => name === partOf(field));

function faultsOf(refusals: readonly Refusal[], problem: ApiProblem | undefined): readonly FieldProblem[] {
  const checked = refusals.flatMap(({ errors = [] }) => errors);
  return checked.length > 0 ? checked : (problem?.errors ?? []);
}

/** What is entered anew is no longer what was refused; whether it would be, the check says. */
function withoutFaultsOf(problem: ApiProblem, name: string): ApiProblem | undefined {
  const { status, title, detail, remedy, code, errors } = problem;
  const left = errors.filter(({ field }) => partOf(field) !== name);
  if (left.length === errors.length) return problem;
  return left.length === 0 ? undefined : new ApiProblem(status, title, detail, remedy, code, left);
}

/** What is wrong with the reason of a correction. */
function faultOfReason(reason: string, problem: ApiProblem | undefined): string | undefined {
  if (reason.trim() === '') return text.recording.form.missing;
  const fault = problem?.errors.find(({ field }) => field === 'reason');
  return fault && faultWords(fault, false);
}

/** Missing when it was checked last, and filled in since. */
function isFilledIn({ field, code }: FieldProblem, data: Readonly<Record<string, unknown>>): boolean {
  return (code === 'missing' || code === 'text-empty') && !isEmptyAt(data, field);
}

/**
 * Refusals that aren't about the form of a field, where nothing is missing any more: what speaks against the fact, or
 * what no field shows. Data that says nothing yet is no fault while the form is being filled in.
 */
function generalRefusals(
  refusals: readonly Refusal[],
  type: FactType,
  data: Readonly<Record<string, unknown>>,
): readonly Refusal[] {
  const general = refusals.filter(
    ({ status, errors = [] }) =>
      status === CONFLICT || !errors.some(({ field }) => field === '' || isBound(type, field)),
  );
  return type.fields.some(({ name, required }) => required && isEmptyAt(data, name)) ? [] : general;
}

/** Puts the id of a recorded organisation in the place of the one proposed. */
function withId(type: FactType, values: FormValues, ownId: string, like: string): FormValues {
  const idField = type.begins?.idField;
  if (type.type !== 'MouProposed' && idField !== undefined) return { ...values, [idField]: like };
  const parties = listIn<Party>(values, 'parties');
  return {
    ...values,
    parties: parties.map((party) => (party.partyId === ownId ? { ...party, partyId: like } : party)),
  };
}
