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

export function PartiesInput({ alliance, type, field, values, faults, onChange }: InputProps) {
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

export function QuestionsInput({ type, field, values, faults, onChange }: InputProps) {
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
