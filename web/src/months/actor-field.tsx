// Who says so: asked with every step, kept in this browser, verified by nobody.
import { TextField } from '../components/form-fields.js';
import { text } from '../text.js';

const LONGEST = 100;

interface Props {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly error?: string | undefined;
}

export function ActorField({ value, onValue, error }: Props) {
  const { label, hint } = text.months.actor;
  return (
    <TextField
      label={label}
      hint={hint}
      value={value}
      onValue={onValue}
      error={error}
      attributes={{ maxLength: LONGEST }}
    />
  );
}
