// The input of each kind of field, and the lists of which fields consist: parties, questions, evidence.
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useAnswer } from '../use-answer.js';
import { pathOf, type Alliance, type FieldProblem, type IndicatorList } from '../api.js';
import { CheckboxField, DateField, SelectField, TextAreaField, TextField } from '../components/form-fields.js';
import { fieldLabel } from '../facts/fact-words.js';
import { text } from '../text.js';
import type { FactField } from './fact-types.js';
import { freeQuestionId, idFrom, listIn, textIn, type FormValues, type Question } from './fact-values.js';
import { agentTypeOptions, categoryOptions, countryOptions } from './choices.js';
import type { Card, Document, Party } from './recording.api.js';

export interface InputProps {
  readonly alliance: Alliance;
  /** Type of the fact, for labels. */
  readonly type: string;
  readonly field: FactField;
  readonly values: FormValues;
  /** The thing as it stands, where it is there already. */
  readonly card?: Card | undefined;
  /** What is wrong with this field and its parts. */
  readonly faults: readonly FieldProblem[];
  readonly onChange: (name: string, value: unknown) => void;
}

export function FactInput(props: InputProps) {
  const { field, values, type, faults, onChange, card } = props;
  const { name, kind, required = false, freeText = false } = field;
  const own = faults.find((fault) => fault.field === name)?.detail;
  const hint = field.hint === undefined ? undefined : text.recording.hints[field.hint];
  const shared = { label: fieldLabel(type, name), required, error: own, ...(hint === undefined ? {} : { hint }) };
  const value = textIn(values, name);
  const onValue = (next: string): void => onChange(name, next);
  switch (kind) {
    case 'date':
      return <DateField {...shared} value={value} onValue={onValue} />;
    case 'text':
      return <TextAreaField {...shared} rows={3} value={value} onValue={onValue} />;
    case 'list':
      return <TextAreaField {...shared} rows={3} value={value} onValue={onValue} />;
    case 'number':
      return <TextField {...shared} attributes={{ inputMode: 'decimal' }} value={value} onValue={onValue} />;
    case 'url':
      return <TextField {...shared} type="url" value={value} onValue={onValue} />;
    case 'category':
      return <SelectField {...shared} options={categoryOptions()} value={value} onValue={onValue} />;
    case 'agentType':
      return <SelectField {...shared} options={agentTypeOptions()} value={value} onValue={onValue} />;
    case 'country':
      return <SelectField {...shared} options={countryOptions()} value={value} onValue={onValue} />;
    case 'party':
      return <SelectField {...shared} options={partyOptions(type, card)} value={value} onValue={onValue} />;
    case 'question': {
      const options = listIn<Question>(values, 'questions').map(({ id, text: asked }) => ({
        value: id,
        label: asked === '' ? id : `${id}: ${asked}`,
      }));
      return <SelectField {...shared} options={options} value={value} onValue={onValue} />;
    }
    case 'yesNo':
      return (
        <CheckboxField
          label={fieldLabel(type, name)}
          checked={values[name] === true}
          onChecked={(checked) => onChange(name, checked)}
        />
      );
    case 'member':
      return <MemberInput {...props} />;
    case 'indicator':
    case 'value':
      return <MeasurementInput {...props} />;
    case 'scale':
      return <ScaleInput {...props} />;
    case 'parties':
      return <PartiesInput {...props} />;
    case 'questions':
      return <QuestionsInput {...props} />;
    case 'evidence':
      return <EvidenceInput {...props} />;
    default:
      return <TextField {...shared} freeText={freeText} value={value} onValue={onValue} />;
  }
}

/** The parties of an MoU; to sign: those that haven't yet. */
function partyOptions(type: string, card: Card | undefined): { value: string; label: string }[] {
  const parties = (card?.['parties'] ?? []) as readonly Party[];
  const left = type === 'MouSigned' ? parties.filter(({ signedOn }) => !signedOn) : parties;
  return (left.length === 0 ? parties : left).map(({ partyId, name }) => ({ value: partyId, label: name }));
}

function MemberInput({ alliance, type, field, values, faults, onChange }: InputProps) {
  const { data } = useAnswer<{ members: readonly { memberId: string; name: string }[] }>(
    `${pathOf(alliance.allianceId)}/members`,
    { liveFor: alliance.allianceId },
  );
  const options = (data?.members ?? []).map(({ memberId, name }) => ({ value: memberId, label: name }));
  options.sort((one, other) => one.label.localeCompare(other.label, text.locale));
  return (
    <SelectField
      label={fieldLabel(type, field.name)}
      required
      error={faults[0]?.detail}
      options={options}
      value={textIn(values, field.name)}
      onValue={(value) => onChange(field.name, value)}
    />
  );
}

/** The framework tells by its indicators what may be reported; the service says which ones are computed. */
function MeasurementInput({ alliance, type, field, values, faults, onChange }: InputProps) {
  const { data } = useAnswer<IndicatorList>(`${pathOf(alliance.allianceId)}/indicators`, {
    liveFor: alliance.allianceId,
  });
  const indicators = data?.indicators ?? [];
  const shared = { label: fieldLabel(type, field.name), required: true, error: faults[0]?.detail };
  const value = textIn(values, field.name);
  const onValue = (next: string): void => onChange(field.name, next);
  if (field.kind === 'indicator') {
    const options = indicators.map(({ id, title }) => ({ value: id, label: `${id}: ${title}` }));
    return <SelectField {...shared} options={options} value={value} onValue={onValue} />;
  }
  const chosen = indicators.find(({ id }) => id === textIn(values, 'indicatorId'));
  if (chosen?.unit !== 'yesNo')
    return <TextField {...shared} attributes={{ inputMode: 'decimal' }} value={value} onValue={onValue} />;
  const options = [
    { value: 'true', label: text.yes },
    { value: 'false', label: text.no },
  ];
  return <SelectField {...shared} options={options} value={value} onValue={onValue} />;
}

function ScaleInput({ type, field, values, faults, onChange }: InputProps) {
  const words = text.recording.form;
  const scale = (values[field.name] ?? {}) as { readonly min?: string; readonly max?: string };
  const part = (end: 'min' | 'max', label: string) => (
    <TextField
      label={label}
      required
      error={faults.find((fault) => fault.field === `${field.name}.${end}`)?.detail}
      attributes={{ inputMode: 'decimal', size: 4 }}
      value={scale[end] ?? ''}
      onValue={(value) => onChange(field.name, { ...scale, [end]: value })}
    />
  );
  return (
    <Group label={fieldLabel(type, field.name)} fault={faultOf(faults, field.name)}>
      <div class="field-row">
        {part('min', words.scaleMin)}
        {part('max', words.scaleMax)}
      </div>
    </Group>
  );
}

function PartiesInput({ alliance, type, field, values, faults, onChange }: InputProps) {
  const words = text.recording.form;
  const parties = listIn<Party>(values, field.name);
  const [list, focusNext] = useFocusIn();
  const change = (index: number, party: Party): void =>
    onChange(
      field.name,
      parties.map((each, i) => (i === index ? party : each)),
    );
  const faultAt = (index: number, part: string): string | undefined =>
    faults.find((fault) => fault.field === `${field.name}.${index}.${part}`)?.detail;
  return (
    <Group
      list={list}
      label={fieldLabel(type, field.name)}
      hint={text.recording.hints.parties}
      fault={faultOf(faults, field.name)}
    >
      {parties.map((party, index) => (
        <fieldset key={index} class="part">
          <legend>{words.party(index + 1)}</legend>
          <TextField
            label={fieldLabel(type, 'partyName')}
            required
            freeText={party.partyId !== alliance.allianceId}
            error={faultAt(index, 'name')}
            value={party.name}
            onValue={(name) => {
              const isProposed = party.partyId === idFrom(party.name);
              change(index, { ...party, name, partyId: isProposed ? idFrom(name) : party.partyId });
            }}
          />
          <div class="field-row">
            <TextField
              label={words.partyId}
              required
              error={faultAt(index, 'partyId')}
              value={party.partyId}
              onValue={(partyId) => change(index, { ...party, partyId })}
            />
            <SelectField
              label={fieldLabel(type, 'country')}
              error={faultAt(index, 'country')}
              options={countryOptions()}
              value={party.country ?? ''}
              onValue={(country) => change(index, { ...party, country })}
            />
          </div>
          {parties.length > 2 && (
            <RemoveButton
              label={words.removeParty(index + 1)}
              onRemove={() => {
                focusNext(ADD);
                onChange(
                  field.name,
                  parties.filter((_, i) => i !== index),
                );
              }}
            />
          )}
        </fieldset>
      ))}
      <AddButton
        label={words.addParty}
        onAdd={() => {
          focusNext(LAST_PART);
          onChange(field.name, [...parties, { partyId: '', name: '' } satisfies Party]);
        }}
      />
    </Group>
  );
}

function QuestionsInput({ type, field, values, faults, onChange }: InputProps) {
  const words = text.recording.form;
  const questions = listIn<Question>(values, field.name);
  const [list, focusNext] = useFocusIn();
  const change = (index: number, question: Question): void =>
    onChange(
      field.name,
      questions.map((each, i) => (i === index ? question : each)),
    );
  const faultAt = (index: number, part: string): string | undefined =>
    faults.find((fault) => fault.field === `${field.name}.${index}.${part}`)?.detail;
  return (
    <Group
      list={list}
      label={fieldLabel(type, field.name)}
      hint={text.recording.hints.questions}
      fault={faultOf(faults, field.name)}
    >
      {questions.map((question, index) => (
        <fieldset key={index} class="part">
          <legend>{words.question(index + 1)}</legend>
          <div class="field-row question-row">
            <TextField
              label={words.questionId}
              required
              error={faultAt(index, 'id')}
              attributes={{ size: 5 }}
              value={question.id}
              onValue={(id) => change(index, { ...question, id })}
            />
            <TextField
              label={words.questionText}
              required
              error={faultAt(index, 'text')}
              value={question.text}
              onValue={(asked) => change(index, { ...question, text: asked })}
            />
          </div>
          {questions.length > 1 && (
            <RemoveButton
              label={words.removeQuestion(index + 1)}
              onRemove={() => {
                focusNext(ADD);
                onChange(
                  field.name,
                  questions.filter((_, i) => i !== index),
                );
              }}
            />
          )}
        </fieldset>
      ))}
      <AddButton
        label={words.addQuestion}
        onAdd={() => {
          focusNext(LAST_PART);
          onChange(field.name, [...questions, { id: freeQuestionId(questions), text: '' }]);
        }}
      />
    </Group>
  );
}

/** Documents that prove a fact: references, never files. */
export function EvidenceInput({ field, values, faults, onChange, type }: InputProps) {
  const words = text.recording.form;
  const documents = listIn<Document>(values, field.name);
  const [list, focusNext] = useFocusIn();
  const change = (index: number, document: Document): void =>
    onChange(
      field.name,
      documents.map((each, i) => (i === index ? document : each)),
    );
  const faultAt = (index: number, part: string): string | undefined =>
    faults.find((fault) => fault.field === `${field.name}.${index}.${part}`)?.detail;
  const add = (
    <AddButton
      label={words.addEvidence}
      onAdd={() => {
        focusNext(LAST_PART);
        onChange(field.name, [...documents, { title: '' } satisfies Document]);
      }}
    />
  );
  if (documents.length === 0) return <div ref={list}>{add}</div>;
  return (
    <Group list={list} label={fieldLabel(type, field.name)} fault={faultOf(faults, field.name)}>
      {documents.map((document, index) => (
        <fieldset key={index} class="part">
          <legend class="sr-only">{`${fieldLabel(type, field.name)} ${index + 1}`}</legend>
          <TextField
            label={words.evidenceTitle}
            required
            freeText
            error={faultAt(index, 'title')}
            value={document.title}
            onValue={(title) => change(index, { ...document, title })}
          />
          <TextField
            label={words.evidenceUrl}
            type="url"
            error={faultAt(index, 'url')}
            value={document.url ?? ''}
            onValue={(url) => change(index, { ...document, url })}
          />
          <TextField
            label={words.evidenceSha}
            error={faultAt(index, 'sha256')}
            value={document.sha256 ?? ''}
            onValue={(sha256) => change(index, { ...document, sha256 })}
          />
          <RemoveButton
            label={words.removeEvidence(index + 1)}
            onRemove={() => {
              focusNext(ADD);
              onChange(
                field.name,
                documents.filter((_, i) => i !== index),
              );
            }}
          />
        </fieldset>
      ))}
      {add}
    </Group>
  );
}

/** The element around a list, whichever it is while the list is empty or not. */
type List = HTMLFieldSetElement & HTMLDivElement;

/** First input of the part that stands last. */
const LAST_PART = '.part:last-of-type input';
const ADD = '.add-button';

/** Where the focus goes once a part has been added or removed: the button that was pressed may go with it. */
function useFocusIn(): readonly [RefObject<List>, (selector: string) => void] {
  const list = useRef<List>(null);
  const next = useRef<string>();
  useEffect(() => {
    if (next.current !== undefined) list.current?.querySelector<HTMLElement>(next.current)?.focus();
    next.current = undefined;
  });
  return [list, (selector) => (next.current = selector)];
}

interface GroupProps {
  readonly list?: RefObject<List>;
  readonly label: string;
  readonly hint?: string;
  readonly fault?: string | undefined;
  readonly children: ComponentChildren;
}

function Group({ list, label, hint, fault, children }: GroupProps) {
  return (
    <fieldset ref={list ?? null} class={`field-group${fault === undefined ? '' : ' has-fault'}`}>
      <legend>{label}</legend>
      {hint !== undefined && <p class="field-hint">{hint}</p>}
      {fault !== undefined && <p class="field-error">{fault}</p>}
      {children}
    </fieldset>
  );
}

function AddButton({ label, onAdd }: { label: string; onAdd: () => void }) {
  return (
    <button type="button" class="secondary add-button" onClick={onAdd}>
      {label}
    </button>
  );
}

function RemoveButton({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button type="button" class="quiet remove-button" onClick={onRemove}>
      {label}
    </button>
  );
}

const faultOf = (faults: readonly FieldProblem[], name: string): string | undefined =>
  faults.find(({ field }) => field === name)?.detail;
