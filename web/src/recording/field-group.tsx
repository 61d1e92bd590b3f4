// What all inputs of a fact are given, and the frame of those that consist of several.
import type { ComponentChildren, RefObject } from 'preact';
import type { Alliance, FieldProblem } from '../api.js';
import type { FactField } from './fact-types.js';
import type { FormValues } from './fact-values.js';
import type { Card } from './recording.api.js';

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

/** The element around a list, whichever it is while the list is empty or not. */
export type List = HTMLFieldSetElement & HTMLDivElement;

interface GroupProps {
  readonly list?: RefObject<List>;
  readonly label: string;
  readonly hint?: string;
  readonly fault?: string | undefined;
  readonly children: ComponentChildren;
}

export function Group({ list, label, hint, fault, children }: GroupProps) {
  return (
    <fieldset ref={list ?? null} class={`field-group${fault === undefined ? '' : ' has-fault'}`}>
      <legend>{label}</legend>
      {hint !== undefined && <p class="field-hint">{hint}</p>}
      {fault !== undefined && <p class="field-error">{fault}</p>}
      {children}
    </fieldset>
  );
}

export const faultOf = (faults: readonly FieldProblem[], name: string): string | undefined =>
  faults.find(({ field }) => field === name)?.detail;
