// The input of each kind of field.
import { useAnswer } from '../use-answer.js';
import { pathOf, type IndicatorList } from '../api.js';
import { CheckboxField, DateField, SelectField, TextAreaField, TextField } from '../components/form-fields.js';
import { fieldLabel } from '../facts/fact-words.js';
import { text } from '../text.js';
import { listIn, textIn, type Question } from './fact-values.js';
import { agentTypeOptions, categoryOptions, countryOptions } from './choices.js';
import { faultOf, Group, type InputProps } from './field-group.js';
import { EvidenceInput, PartiesInput, QuestionsInput } from './list-inputs.js';
import type { Card, Party } from './recording.api.js';

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
