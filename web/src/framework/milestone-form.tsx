// The form of one milestone: what must hold of which indicators, and by when.
import { SelectField, TextField } from '../components/form-fields.js';
import { text } from '../text.js';
import type { FaultAt } from './framework-form.js';
import {
  parsedValue,
  parsedWhen,
  writtenValue,
  writtenWhen,
  type ComparisonDraft,
  type ConditionDraft,
  type IndicatorDraft,
  type MilestoneDraft,
  type ObjectiveDraft,
} from './framework.model.js';
import { TypedField } from './typed-field.js';
import { ValueField } from './value-field.js';

const COMPANIONS = ['active', 'inForce', 'numerator', 'denominator', 'responses', 'invited', 'responseRate'];
const OPERATORS = ['atLeast', 'atMost', 'equals'] as const;
type Operator = (typeof OPERATORS)[number];

interface Props {
  readonly milestone: MilestoneDraft;
  readonly objectives: readonly ObjectiveDraft[];
  readonly indicators: readonly IndicatorDraft[];
  readonly faultAt: FaultAt;
  readonly onChange: (milestone: MilestoneDraft) => void;
}

export function MilestoneForm({ milestone, objectives, indicators, faultAt, onChange }: Props) {
  const words = text.administration.editor;
  const set = (change: Partial<MilestoneDraft>): void => onChange({ ...milestone, ...change });
  return (
    <>
      <div class="field-pairs">
        <TextField label={words.id} value={milestone.id} onValue={(id) => set({ id })} error={faultAt('id')} required />
        <SelectField
          label={words.objective}
          value={milestone.objective ?? ''}
          onValue={(objective) => set({ objective: objective === '' ? undefined : objective })}
          options={objectives.map(({ id, title }) => ({ value: id, label: `${id}: ${title}` }))}
          error={faultAt('objective')}
        />
        <TypedField
          label={words.due}
          hint={words.whenHint}
          value={writtenWhen(milestone.due)}
          onValue={(typed) => set({ due: typed.trim() === '' ? undefined : parsedWhen(typed) })}
          error={faultAt('due')}
        />
      </div>
      <TextField
        label={words.name}
        value={milestone.title}
        onValue={(title) => set({ title })}
        error={faultAt('title')}
        required
      />
      {faultAt('condition') !== undefined && <p class="field-error">{faultAt('condition')}</p>}
      <ConditionForm
        condition={milestone.condition}
        indicators={indicators}
        onChange={(condition) => set({ condition })}
      />
    </>
  );
}

interface ConditionProps {
  readonly condition: ConditionDraft;
  readonly indicators: readonly IndicatorDraft[];
  readonly onChange: (condition: ConditionDraft) => void;
}

/** One comparison, or a list of them of which all or any must hold; what is nested deeper is left to the expert mode. */
function ConditionForm({ condition, indicators, onChange }: ConditionProps) {
  const words = text.administration.editor;
  const flat = flattened(condition);
  if (!flat) return <p class="hint-box">{words.nested}</p>;
  const { mode, comparisons } = flat;
  const put = (all: readonly ComparisonDraft[], joined: 'all' | 'any' = mode): void => {
    const [only] = all;
    if (all.length === 1 && only) onChange(only);
    else onChange(joined === 'all' ? { all } : { any: all });
  };
  return (
    <fieldset class="conditions">
      <legend class="field-label">{words.condition}</legend>
      {comparisons.length > 1 && (
        <SelectField
          label={words.condition}
          value={mode}
          onValue={(chosen) => put(comparisons, chosen === 'any' ? 'any' : 'all')}
          options={[
            { value: 'all', label: words.conditionAll },
            { value: 'any', label: words.conditionAny },
          ]}
          required
        />
      )}
      {comparisons.map((comparison, index) => (
        <div key={index} class="field-pairs">
          <ComparisonFields
            comparison={comparison}
            indicators={indicators}
            onChange={(changed) => put(comparisons.with(index, changed))}
          />
          {comparisons.length > 1 && (
            <button type="button" class="quiet" onClick={() => put(comparisons.toSpliced(index, 1))}>
              {words.removeCondition}
            </button>
          )}
        </div>
      ))}
      <div>
        <button
          type="button"
          class="secondary"
          onClick={() => put([...comparisons, { indicator: indicators[0]?.id ?? '', atLeast: 1 }])}
        >
          {words.addCondition}
        </button>
      </div>
    </fieldset>
  );
}

interface ComparisonProps {
  readonly comparison: ComparisonDraft;
  readonly indicators: readonly IndicatorDraft[];
  readonly onChange: (comparison: ComparisonDraft) => void;
}

function ComparisonFields({ comparison, indicators, onChange }: ComparisonProps) {
  const words = text.administration.editor;
  const { indicator, companion } = comparison;
  const operator = OPERATORS.find((each) => comparison[each] !== undefined) ?? 'atLeast';
  const unit = companion === undefined ? (indicators.find(({ id }) => id === indicator)?.unit ?? 'count') : 'count';
  const value = comparison[operator];
  // A number that is deleted leaves an empty one: what is compared how would go with it.
  const put = (chosen: Operator, typed: ComparisonDraft[Operator] = ''): void =>
    onChange({ indicator, companion, [chosen]: typed });
  return (
    <>
      <SelectField
        label={words.conditionIndicator}
        value={indicator}
        onValue={(chosen) => onChange({ ...comparison, indicator: chosen })}
        options={indicators.map(({ id, title }) => ({ value: id, label: `${id}: ${title}` }))}
        required
      />
      <SelectField
        label={words.conditionCompanion}
        value={companion ?? ''}
        onValue={(chosen) => onChange({ ...comparison, companion: chosen === '' ? undefined : chosen })}
        options={COMPANIONS.map((each) => ({ value: each, label: text.companions.names[each] ?? each }))}
      />
      <SelectField
        label={words.conditionOperator}
        value={operator}
        onValue={(chosen) => put(OPERATORS.find((each) => each === chosen) ?? 'atLeast', value)}
        options={OPERATORS.map((each) => ({ value: each, label: words.operators[each] }))}
        required
      />
      <ValueField
        label={words.conditionNumber}
        unit={operator === 'equals' ? unit : 'count'}
        value={writtenValue(value)}
        onValue={(typed) => put(operator, parsedValue(typed, operator === 'equals' ? unit : 'count'))}
        required
      />
    </>
  );
}

function flattened(
  condition: ConditionDraft,
): { readonly mode: 'all' | 'any'; readonly comparisons: readonly ComparisonDraft[] } | undefined {
  if ('indicator' in condition) return { mode: 'all', comparisons: [condition] };
  const mode = 'all' in condition ? 'all' : 'any';
  const parts = 'all' in condition ? condition.all : condition.any;
  const comparisons = parts.flatMap((part) => ('indicator' in part ? [part] : []));
  return comparisons.length === parts.length ? { mode, comparisons } : undefined;
}
