// A field whose text stands for something else: what is typed stays as typed while the field has the focus.
import { useState } from 'preact/hooks';
import { TextField } from '../components/form-fields.js';

interface Props {
  readonly label: string;
  readonly hint?: string;
  /** What is meant, written out. */
  readonly value: string;
  readonly onValue: (typed: string) => void;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly inputMode?: 'decimal' | 'numeric';
}

export function TypedField({ value, onValue, inputMode, ...field }: Props) {
  const [typed, setTyped] = useState<string | undefined>(undefined);
  return (
    <TextField
      {...field}
      value={typed ?? value}
      onValue={(words) => {
        setTyped(words);
        onValue(words);
      }}
      attributes={{ onBlur: () => setTyped(undefined), inputMode }}
    />
  );
}
