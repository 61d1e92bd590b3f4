// The form of one indicator: what it is computed from, where it starts, and what was promised by when.
import { useRef } from 'preact/hooks';
import { CheckboxField, SelectField, TextAreaField, TextField } from '../components/form-fields.js';
import { numberGiven } from '../recording/fact-values.js';
import { text } from '../text.js';
import type { FaultAt } from './framework-form.js';
import {
  parsedValue,
  parsedWhen,
  writtenValue,
  writtenWhen,
  type AnchorDraft,
  type IndicatorDraft,
  type MeasureKind,
  type ObjectiveDraft,
} from './framework.model.js';
import { TypedField } from './typed-field.js';
import { ValueField } from './value-field.js';

const YES_NO: readonly MeasureKind[] = ['officialRegistration', 'platformReleased'];
const OF_MEMBERS: readonly MeasureKind[] = ['membersJoined', 'membersActive'];
const OF_MOUS: readonly MeasureKind[] = ['mousSigned', 'mousInForce'];
const CATEGORIES = ['projectPartner', 'associatePartner', 'affiliate', 'additionalStakeholder'] as const;

interface Props {
  readonly indicator: IndicatorDraft;
  readonly objectives: readonly ObjectiveDraft[];
  readonly faultAt: FaultAt;
  readonly onChange: (indicator: IndicatorDraft) => void;
}

export function IndicatorForm({ indicator, objectives, faultAt, onChange }: Props) {
  const words = text.administration.editor;
  const { unit, measure, baseline = {}, targets = [] } = indicator;
  const set = (change: Partial<IndicatorDraft>): void => onChange({ ...indicator, ...change });
  const setTargets = (changed: readonly AnchorDraft[]): void => set({ targets: changed });
  const addTarget = useRef<HTMLButtonElement>(null);
  const removeTarget = (index: number): void => {
    // The button that was pressed goes with what it removes.
    addTarget.current?.focus({ preventScroll: true });
    setTargets(targets.toSpliced(index, 1));
  };
  const setBaseline = (changed: AnchorDraft): void =>
    set({ baseline: Object.values(changed).every((each) => each === undefined) ? undefined : changed });
  const setKind = (kind: MeasureKind): void => {
    const isYesNo = YES_NO.includes(kind);
    const fits = kind === 'reported' || isYesNo === (unit === 'yesNo');
    set({
      measure: { kind },
      ...(fits ? {} : { unit: isYesNo ? 'yesNo' : 'count', baseline: undefined, targets: [] }),
    });
  };
  const counted = measure.countedCategories ?? CATEGORIES.slice(1);
  const units = Object.entries({ ...words.units, ...(unit in words.units ? {} : { [unit]: unit }) });
  return (
    <>
      <div class="field-pairs">
        <TextField label={words.id} value={indicator.id} onValue={(id) => set({ id })} error={faultAt('id')} required />
        <SelectField
          label={words.objective}
          value={indicator.objective ?? ''}
          onValue={(objective) => set({ objective: objective === '' ? undefined : objective })}
          options={objectives.map(({ id, title }) => ({ value: id, label: `${id}: ${title}` }))}
          error={faultAt('objective')}
        />
      </div>
      <TextField
        label={words.name}
        value={indicator.title}
        onValue={(title) => set({ title })}
        error={faultAt('title')}
        required
      />
      <div class="field-pairs">
        <SelectField
          label={words.measure}
          value={measure.kind}
          onValue={(kind) => {
            const chosen = (Object.keys(words.measures) as MeasureKind[]).find((each) => each === kind);
            if (chosen) setKind(chosen);
          }}
          options={Object.entries(words.measures).map(([value, label]) => ({ value, label }))}
          error={faultAt('measure')}
          required
        />
        <SelectField
          label={words.unit}
          value={unit}
          onValue={(chosen) => set({ unit: chosen })}
          options={units.map(([value, label]) => ({ value, label }))}
          error={faultAt('unit')}
          required
        />
        <SelectField
          label={words.direction}
          value={indicator.direction}
          onValue={(direction) => set({ direction: direction === 'down' ? 'down' : 'up' })}
          options={(['up', 'down'] as const).map((value) => ({ value, label: words.directions[value] }))}
          required
        />
      </div>
      {OF_MEMBERS.includes(measure.kind) && (
        <fieldset class="categories">
          <legend class="field-label">{words.categories}</legend>
          {CATEGORIES.map((category) => (
            <CheckboxField
              key={category}
              label={text.categories[category] ?? category}
              checked={counted.includes(category)}
              onChecked={(checked) =>
                set({
                  measure: {
                    ...measure,
                    countedCategories: CATEGORIES.filter((each) =>
                      each === category ? checked : counted.includes(each),
                    ),
                  },
                })
              }
            />
          ))}
        </fieldset>
      )}
      {OF_MOUS.includes(measure.kind) && (
        <TextField
          label={words.party}
          value={measure.party ?? ''}
          onValue={(party) => set({ measure: { ...measure, party: party === '' ? undefined : party } })}
          error={faultAt('measure')}
        />
      )}
      {measure.kind === 'activitiesCompleted' && (
        <TypedField
          label={words.workPackage}
          inputMode="numeric"
          value={writtenValue(measure.workPackage)}
          onValue={(typed) => set({ measure: { ...measure, workPackage: numberGiven(typed) } })}
          error={faultAt('measure')}
        />
      )}
      <div class="field-pairs">
        <ValueField
          label={words.baselineValue}
          unit={unit}
          value={writtenValue(baseline.value)}
          onValue={(typed) => setBaseline({ ...baseline, value: parsedValue(typed, unit) })}
          error={faultAt('baseline')}
        />
        <TypedField
          label={words.baselineWhen}
          hint={words.whenHint}
          value={writtenWhen(baseline)}
          onValue={(typed) => setBaseline({ ...withoutDay(baseline), ...parsedWhen(typed) })}
        />
        <TextField
          label={words.baselineLabel}
          value={baseline.label ?? ''}
          onValue={(label) => setBaseline({ ...baseline, label: label === '' ? undefined : label })}
        />
      </div>
      {targets.map((target, index) => {
        const change = (changed: AnchorDraft): void => setTargets(targets.with(index, changed));
        return (
          <div key={index} class="field-pairs">
            <ValueField
              label={words.targetValue(index + 1)}
              unit={unit}
              value={writtenValue(target.value)}
              onValue={(typed) => change({ ...target, value: parsedValue(typed, unit) })}
              error={faultAt(`targets.${index}`)}
              required
            />
            <TypedField
              label={words.targetWhen(index + 1)}
              value={writtenWhen(target)}
              onValue={(typed) => change({ ...withoutDay(target), ...parsedWhen(typed) })}
              required
            />
            <button type="button" class="quiet" onClick={() => removeTarget(index)}>
              {words.removeTarget(index + 1)}
            </button>
          </div>
        );
      })}
      <div>
        <button ref={addTarget} type="button" class="secondary" onClick={() => setTargets([...targets, {}])}>
          {words.addTarget}
        </button>
      </div>
      <TypedField
        label={words.measuredAt}
        hint={words.measuredAtHint}
        value={(indicator.measuredAt ?? []).join(', ')}
        onValue={(typed) => {
          const months = typed
            .split(/[,;\s]+/)
            .filter(Boolean)
            .map((each) => Number(each.replace(/^M/i, '')));
          set({ measuredAt: months.length === 0 ? undefined : months });
        }}
        error={faultAt('measuredAt')}
      />
      <TextAreaField
        label={words.note}
        rows={2}
        value={indicator.note ?? ''}
        onValue={(note) => set({ note: note === '' ? undefined : note })}
        error={faultAt('note')}
      />
    </>
  );
}

function withoutDay({ month: _month, date: _date, ...anchor }: AnchorDraft): AnchorDraft {
  return anchor;
}
