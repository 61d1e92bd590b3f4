// The value of a baseline or target: a number, or yes or no.
import { SelectField, TextField } from '../components/form-fields.js';
import { text } from '../text.js';

interface Props {
  readonly label: string;
  readonly unit: string;
  /** As typed; `true` or `false` of a yes/no; empty: not stated. */
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly error?: string | undefined;
  readonly required?: boolean;
}

export function ValueField({ unit, ...field }: Props) {
  if (unit !== 'yesNo') return <TextField {...field} type="number" attributes={{ step: 'any' }} />;
  const options = [
    { value: 'true', label: text.yes },
    { value: 'false', label: text.no },
  ];
  return <SelectField {...field} options={options} />;
}
