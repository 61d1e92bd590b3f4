// Sets up an alliance from nothing: its name, its first and last day, who coordinates it.
import { useContext, useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { allianceHref } from '../address.js';
import { problemFrom, send, type ApiProblem, type FieldProblem } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { DateField, FaultSummary, Field, InputsOf, SelectField, TextField } from '../components/form-fields.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { writeDate } from '../figure-text.js';
import '../months/months.css';
import { notify } from '../notices.js';
import { monthEnd, monthOf } from '../project-months.js';
import { DraftNote } from '../recording/draft-note.js';
import { numberGiven } from '../recording/fact-values.js';
import { faultWords } from '../recording/form-words.js';
import { useDraft } from '../recording/use-draft.js';
import { Alliances } from '../shell/alliances.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';

const DEFAULT_ZONE = 'Europe/Brussels';
const EMPTY = {
  ...{ name: '', acronym: '', id: '', startsOn: '', endsOn: '', coordinator: '', timeZone: DEFAULT_ZONE },
  ...{ grantAgreement: '', amount: '', currency: 'EUR' },
};

export function NewAlliancePage() {
  const words = text.administration.setup;
  const { route } = useLocation();
  const { alliances, retry } = useContext(Alliances);
  const draft = useDraft('new-alliance', () => EMPTY);
  const fields = { ...EMPTY, ...draft.values };
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined);
  const [asked, setAsked] = useState(0);
  const [created, setCreated] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const allianceId = fields.id === '' ? idOf(fields.acronym) : fields.id;
  const faults =
    asked === 0 ? [] : [...faultsIn({ ...fields, allianceId }), ...(problem?.errors ?? []).map(inWords)].sort(byPlace);
  const faultOf = (field: string): string | undefined => faults.find((fault) => fault.field === field)?.detail;
  const set = (field: keyof typeof fields) => (value: string) => {
    setProblem(undefined);
    draft.change({ ...fields, [field]: value });
  };
  const months = monthsOf(fields.startsOn, fields.endsOn);

  useEffect(() => {
    if (created !== undefined && alliances?.some((each) => each.allianceId === created))
      route(allianceHref(created, 'framework/edit'));
  }, [created, alliances]);

  const establish = async (): Promise<void> => {
    setAsked(asked + 1);
    if (faultsIn({ ...fields, allianceId }).length > 0) return;
    const { name, acronym, startsOn, endsOn, coordinator, timeZone, grantAgreement, amount, currency } = fields;
    const given = numberGiven(amount);
    const grant = given === undefined ? {} : { grant: { amount: given, currency } };
    const body = {
      ...{ allianceId, name, acronym, startsOn, endsOn, coordinator, timeZone },
      ...(grantAgreement === '' ? {} : { grantAgreement }),
      ...grant,
    };
    setBusy(true);
    setProblem(undefined);
    try {
      // The same however often it is sent: where the answer was lost on its way, it comes again.
      await send('/api/alliances', body, { idempotencyKey: draft.key });
      draft.done();
      notify({ kind: 'success', message: words.done(acronym) });
      setCreated(allianceId);
      retry();
    } catch (error) {
      setProblem(problemFrom(error));
      setBusy(false);
    }
  };
  return (
    <>
      <PageHead title={words.title} lead={words.lead} above={<a href="/">{text.alliances}</a>} />
      <form
        class="form sheet"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void establish();
        }}
      >
        <DraftNote draft={draft} />
        {problem && faults.length === 0 && <ProblemPanel problem={problem} />}
        <FaultSummary
          faults={faults.map(({ field, detail }) => ({ field, detail: `${labelOf(field)}: ${detail}` }))}
          refusal={asked}
          leads
        />
        <InputsOf field="name">
          <TextField label={words.name} value={fields.name} onValue={set('name')} error={faultOf('name')} required />
        </InputsOf>
        <div class="field-pairs">
          <InputsOf field="acronym">
            <TextField
              label={words.acronym}
              hint={words.acronymHint}
              value={fields.acronym}
              onValue={set('acronym')}
              error={faultOf('acronym')}
              required
            />
          </InputsOf>
          <InputsOf field="allianceId">
            <TextField
              label={words.id}
              hint={words.idHint}
              value={allianceId}
              onValue={set('id')}
              error={faultOf('allianceId')}
              required
            />
          </InputsOf>
        </div>
        <div class="field-pairs">
          <InputsOf field="startsOn">
            <DateField
              label={words.startsOn}
              value={fields.startsOn}
              onValue={set('startsOn')}
              error={faultOf('startsOn')}
              required
            />
          </InputsOf>
          <InputsOf field="endsOn">
            <DateField
              label={words.endsOn}
              value={fields.endsOn}
              onValue={set('endsOn')}
              error={faultOf('endsOn')}
              required
            />
          </InputsOf>
        </div>
        {months !== undefined && (
          <p class="muted" role="status">
            {words.months(months, writeDate(monthEnd(fields.startsOn, months)))}
          </p>
        )}
        <InputsOf field="coordinator">
          <TextField
            label={words.coordinator}
            hint={words.coordinatorHint}
            value={fields.coordinator}
            onValue={set('coordinator')}
            error={faultOf('coordinator')}
            required
          />
        </InputsOf>
        <InputsOf field="timeZone">
          <Field label={words.timeZone} hint={words.timeZoneHint} error={faultOf('timeZone')} required>
            {(ids) => (
              <select
                {...ids}
                value={fields.timeZone}
                onChange={({ currentTarget }) => set('timeZone')(currentTarget.value)}
              >
                {[...new Set([DEFAULT_ZONE, ...Intl.supportedValuesOf('timeZone')])].sort().map((zone) => (
                  <option key={zone} value={zone}>
                    {zone}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </InputsOf>
        <div class="field-pairs">
          <InputsOf field="grantAgreement">
            <TextField
              label={words.grantAgreement}
              value={fields.grantAgreement}
              onValue={set('grantAgreement')}
              error={faultOf('grantAgreement')}
            />
          </InputsOf>
          <InputsOf field="amount">
            <TextField
              label={words.grantAmount}
              attributes={{ inputMode: 'decimal' }}
              value={fields.amount}
              onValue={set('amount')}
              error={faultOf('amount')}
            />
          </InputsOf>
          <SelectField
            label={words.grantCurrency}
            value={fields.currency}
            onValue={(currency) => set('currency')(currency === '' ? 'EUR' : currency)}
            options={Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: code }))}
          />
        </div>
        <div class="form-actions">
          <ActButton type="submit" off={busy}>
            {words.submit}
          </ActButton>
        </div>
      </form>
    </>
  );
}

const REQUIRED = ['name', 'acronym', 'allianceId', 'startsOn', 'endsOn', 'coordinator', 'timeZone'] as const;
const ID = /^[a-z0-9-]{1,64}$/;

/** In the order of the form. */
const FIELDS: readonly string[] = [...REQUIRED, 'grantAgreement', 'amount'];

type Fault = Pick<FieldProblem, 'field' | 'detail'>;

const byPlace = (one: Fault, other: Fault): number => FIELDS.indexOf(one.field) - FIELDS.indexOf(other.field);

/** What can be told without the service, all at once. */
function faultsIn(fields: Readonly<Record<(typeof REQUIRED)[number], string>>): Fault[] {
  const { allianceId, startsOn, endsOn } = fields;
  const missing = REQUIRED.filter((field) => fields[field].trim() === '');
  return [
    ...missing.map((field) => ({ field, detail: text.recording.form.missing })),
    ...(allianceId !== '' && !ID.test(allianceId) ? [{ field: 'allianceId', detail: text.problems.idInvalid }] : []),
    ...(startsOn !== '' && endsOn !== '' && endsOn < startsOn
      ? [{ field: 'endsOn', detail: text.problems.endsBeforeStart }]
      : []),
  ];
}

/** A fault that the service found, at the field that the form has for it. */
function inWords(fault: FieldProblem): Fault {
  return { field: fault.field.startsWith('grant.') ? 'amount' : fault.field, detail: faultWords(fault, false) };
}

function labelOf(field: string): string {
  const words = text.administration.setup;
  const { name, acronym, startsOn, endsOn, coordinator, timeZone, grantAgreement } = words;
  const labels: Readonly<Record<string, string>> = {
    ...{ name, acronym, startsOn, endsOn, coordinator, timeZone, grantAgreement },
    ...{ allianceId: words.id, amount: words.grantAmount },
  };
  return labels[field] ?? field;
}

/** An id made of an acronym: "LCAMP 2" becomes "lcamp-2". */
function idOf(acronym: string): string {
  return acronym
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
}

function monthsOf(startsOn: string, endsOn: string): number | undefined {
  const are = [startsOn, endsOn].every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && day >= '1900-01-01');
  if (!are || endsOn <= startsOn) return undefined;
  return monthOf(startsOn, endsOn);
}
