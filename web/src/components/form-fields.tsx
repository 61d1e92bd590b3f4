// Fields of forms: label, hint and fault belong to the input for those who see and for those who listen.
import type { ComponentChildren, InputHTMLAttributes, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { FieldProblem } from '../api.js';
import { text } from '../text.js';
import { useUniqueId } from '../use-unique-id.js';

interface FieldProps {
  readonly label: string;
  readonly hint?: ComponentChildren;
  /** What is wrong with what was entered, and what would be right. */
  readonly error?: string | undefined;
  readonly required?: boolean;
}

interface InputIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
  readonly 'aria-required': boolean | undefined;
}

interface AnyFieldProps extends FieldProps {
  /** Draws the input with these attributes. */
  readonly children: (ids: InputIds) => ComponentChildren;
}

/** The frame of every field; use it for inputs of a kind that isn't below. */
export function Field({ label, hint, error, required = false, children }: AnyFieldProps) {
  const id = useUniqueId();
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  return (
    <div class={`field${error === undefined ? '' : ' has-error'}`}>
      <label for={id}>
        {label} {!required && <span class="field-optional">({text.optional})</span>}
      </label>
      {hint !== undefined && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': error === undefined ? undefined : true,
        'aria-required': required || undefined,
      })}
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

interface ValueProps extends FieldProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
}

interface TextFieldProps extends ValueProps {
  readonly type?: 'text' | 'url' | 'number' | 'search';
  readonly attributes?: InputHTMLAttributes<HTMLInputElement>;
  /** Adds the warning that a log can't forget people: for every free text. */
  readonly freeText?: boolean;
}

export function TextField({ value, onValue, type = 'text', attributes, freeText = false, ...field }: TextFieldProps) {
  return (
    <Field {...field} {...hintOf(field.hint, freeText)}>
      {(ids) => (
        <input
          {...attributes}
          {...ids}
          type={type}
          value={value}
          autoComplete="off"
          onInput={({ currentTarget }) => onValue(currentTarget.value)}
        />
      )}
    </Field>
  );
}

export function TextAreaField({ value, onValue, rows = 4, ...field }: ValueProps & { readonly rows?: number }) {
  return (
    <Field {...field} {...hintOf(field.hint, true)}>
      {(ids) => (
        <textarea {...ids} rows={rows} value={value} onInput={({ currentTarget }) => onValue(currentTarget.value)} />
      )}
    </Field>
  );
}

/** A calendar day as `2024-06-14`, or empty. */
export function DateField({ value, onValue, min, max, ...field }: ValueProps & { min?: string; max?: string }) {
  return (
    <Field {...field}>
      {(ids) => (
        <input
          {...ids}
          type="date"
          value={value}
          {...(min === undefined ? {} : { min })}
          {...(max === undefined ? {} : { max })}
          onInput={({ currentTarget }) => onValue(currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface SelectFieldProps extends ValueProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What stands for "not chosen"; absent: an invitation to choose. */
  readonly emptyLabel?: string;
}

/** An empty value stands for "not chosen". */
export function SelectField({ value, onValue, options, emptyLabel, ...field }: SelectFieldProps) {
  return (
    <Field {...field}>
      {(ids) => (
        <select {...ids} value={value} onChange={({ currentTarget }) => onValue(currentTarget.value)}>
          <option value="">{emptyLabel ?? text.form.choose}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function CheckboxField({ label, checked, onChecked }: CheckboxProps) {
  return (
    <label class="checkbox">
      <input type="checkbox" checked={checked} onChange={({ currentTarget }) => onChecked(currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

interface CheckboxProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChecked: (checked: boolean) => void;
}

interface FaultSummaryProps {
  readonly faults: readonly Pick<FieldProblem, 'field' | 'detail'>[];
  /** Which refusal they are of: each takes the focus once, however the list shrinks as fields are filled in. */
  readonly refusal?: unknown;
  /** The form marks its fields by `InputsOf`: each fault leads to its own. */
  readonly leads?: boolean;
}

/** Above a form that was refused: all faults in one place. */
export function FaultSummary({ faults, refusal = faults, leads = false }: FaultSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const isThere = faults.length > 0;
  useEffect(() => {
    if (isThere) box.current?.focus();
  }, [refusal, isThere]);
  if (!isThere) return null;
  return (
    <div ref={box} class="fault-summary" role="alert" tabIndex={-1}>
      <p>{text.form.faults(faults.length)}</p>
      <ul>
        {faults.map(({ field, detail }) => (
          <li key={`${field} ${detail}`}>
            {leads ? (
              <button type="button" class="link-button" onClick={() => inputOf(box.current, field)?.focus()}>
                {detail}
              </button>
            ) : (
              detail
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** In a form too short for a summary: a refusal leads into the field at fault, which is read out with what is wrong. */
export function useFocusAtFault<T extends HTMLElement>(refusal: unknown): RefObject<T> {
  const box = useRef<T>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [refusal]);
  return box;
}

/** The input at fault of a field (`parties.0.name`: of the parties), else its first. */
function inputOf(box: HTMLElement | null, field: string): HTMLElement | null {
  const [part = ''] = field.split('.');
  const inputs = box?.closest('form')?.querySelector(`[data-field="${CSS.escape(part)}"]`);
  return (
    inputs?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
    inputs?.querySelector<HTMLElement>('input, select, textarea, button') ??
    null
  );
}

/** Marks the inputs of a field, so that a summary of faults can lead to them. */
export function InputsOf({ field, children }: { readonly field: string; readonly children: ComponentChildren }) {
  return (
    <div class="inputs-of" data-field={field}>
      {children}
    </div>
  );
}

function hintOf(hint: ComponentChildren, freeText: boolean): { readonly hint?: ComponentChildren } {
  if (!freeText) return hint === undefined ? {} : { hint };
  return {
    hint: (
      <>
        {hint} {text.form.noPerson}
      </>
    ),
  };
}
