// The value of a baseline or target: a number, or yes or no.
import { SelectField } from '../components/form-fields.js';
import { text } from '../text.js';
import { TypedField } from './typed-field.js';

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
  // The browser's own field for numbers makes 4 of "4.000.000", and 125 of "12,5".
  if (unit !== 'yesNo') return <TypedField {...field} inputMode="decimal" />;
  const options = [
    { value: 'true', label: text.yes },
    { value: 'false', label: text.no },
  ];
  return <SelectField {...field} options={options} />;
}
