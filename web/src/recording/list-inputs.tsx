// The lists of which some fields consist: parties, questions, evidence.
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { SelectField, TextField } from '../components/form-fields.js';
import { fieldLabel } from '../facts/fact-words.js';
import { text } from '../text.js';
import { countryOptions } from './choices.js';
import { freeQuestionId, idFrom, listIn, type Question } from './fact-values.js';
import { faultOf, Group, type InputProps, type List } from './field-group.js';
import type { Document, Party } from './recording.api.js';

export function PartiesInput(props: InputProps) {
  const { alliance, type, field, faults } = props;
  const words = text.recording.form;
  const { list, parts: parties, change, add, remove, faultAt } = useParts<Party>(props);
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
          {parties.length > 2 && <RemoveButton label={words.removeParty(index + 1)} onRemove={() => remove(index)} />}
        </fieldset>
      ))}
      <AddButton label={words.addParty} onAdd={() => add({ partyId: '', name: '' })} />
    </Group>
  );
}

export function QuestionsInput(props: InputProps) {
  const { type, field, faults } = props;
  const words = text.recording.form;
  const { list, parts: questions, change, add, remove, faultAt } = useParts<Question>(props);
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
            <RemoveButton label={words.removeQuestion(index + 1)} onRemove={() => remove(index)} />
          )}
        </fieldset>
      ))}
      <AddButton label={words.addQuestion} onAdd={() => add({ id: freeQuestionId(questions), text: '' })} />
    </Group>
  );
}

/** Documents that prove a fact: references, never files. */
export function EvidenceInput(props: InputProps) {
  const { type, field, faults } = props;
  const words = text.recording.form;
  const { list, parts: documents, change, add, remove, faultAt } = useParts<Document>(props);
  const addButton = <AddButton label={words.addEvidence} onAdd={() => add({ title: '' })} />;
  if (documents.length === 0) return <div ref={list}>{addButton}</div>;
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
          <RemoveButton label={words.removeEvidence(index + 1)} onRemove={() => remove(index)} />
        </fieldset>
      ))}
      {addButton}
    </Group>
  );
}

/** First input of the part that stands last. */
const LAST_PART = '.part:last-of-type input';
const ADD = '.add-button';

interface Parts<T> {
  /** Of the element around them. */
  readonly list: RefObject<List>;
  readonly parts: readonly T[];
  readonly change: (index: number, part: T) => void;
  readonly add: (part: T) => void;
  readonly remove: (index: number) => void;
  /** What is wrong with a field of a part. */
  readonly faultAt: (index: number, name: string) => string | undefined;
}

/** The parts of a list, and what can be done with them. */
function useParts<T extends object>({ field, values, faults, onChange }: InputProps): Parts<T> {
  const parts = listIn<T>(values, field.name);
  const [list, focusNext] = useFocusIn();
  const set = (changed: readonly T[]): void => onChange(field.name, changed);
  return {
    list,
    parts,
    change: (index, part) => set(parts.map((each, i) => (i === index ? part : each))),
    add: (part) => {
      focusNext(LAST_PART);
      set([...parts, part]);
    },
    remove: (index) => {
      focusNext(ADD);
      set(parts.filter((_, i) => i !== index));
    },
    faultAt: (index, name) => faults.find((fault) => fault.field === `${field.name}.${index}.${name}`)?.detail,
  };
}

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
