// A framework in forms: its objectives, indicators and milestones, each folded away until it is opened.
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { FieldProblem } from '../api.js';
import { TextField } from '../components/form-fields.js';
import { text } from '../text.js';
import type { FrameworkDraft, IndicatorDraft, MilestoneDraft } from './framework.model.js';
import { IndicatorForm } from './indicator-form.js';
import { MilestoneForm } from './milestone-form.js';

interface Props {
  readonly framework: FrameworkDraft;
  readonly faults: readonly FieldProblem[];
  readonly onChange: (framework: FrameworkDraft) => void;
}

/** The fault of a field below a part of the framework, if it has one; the field itself comes before what is in it. */
export type FaultAt = (field: string) => string | undefined;

const NEW_INDICATOR: IndicatorDraft = {
  id: '',
  title: '',
  unit: 'count',
  direction: 'up',
  measure: { kind: 'reported' },
  targets: [],
};

export function FrameworkForm({ framework, faults, onChange }: Props) {
  const words = text.administration.editor;
  const { objectives, indicators, milestones } = framework;
  const below = (path: string): readonly FieldProblem[] =>
    faults.filter(({ field }) => field === `framework.${path}` || field.startsWith(`framework.${path}.`));
  const faultAt =
    (part: string): FaultAt =>
    (field) =>
      below(`${part}${part === '' ? '' : '.'}${field}`)[0]?.detail;
  const general = faultAt('');
  const newMilestone: MilestoneDraft = {
    id: '',
    title: '',
    condition: { indicator: indicators[0]?.id ?? '', atLeast: 1 },
  };
  return (
    <>
      <section class="sheet">
        <h2>{words.general}</h2>
        <div class="field-pairs">
          <TextField
            label={words.name}
            value={framework.title}
            onValue={(title) => onChange({ ...framework, title })}
            error={general('title')}
            required
          />
          <TextField
            label={words.id}
            hint={words.idHint}
            value={framework.id}
            onValue={(id) => onChange({ ...framework, id })}
            error={general('id')}
            required
          />
        </div>
      </section>
      <Things
        heading={words.objectives}
        add={words.addObjective}
        things={objectives}
        faultsOf={(index) => below(`objectives.${index}`).length}
        newThing={{ id: '', title: '' }}
        onChange={(changed) => onChange({ ...framework, objectives: changed })}
      >
        {(objective, change, index) => (
          <div class="field-pairs">
            <TextField
              label={words.id}
              value={objective.id}
              onValue={(id) => change({ ...objective, id })}
              error={faultAt(`objectives.${index}`)('id')}
              required
            />
            <TextField
              label={words.name}
              value={objective.title}
              onValue={(title) => change({ ...objective, title })}
              error={faultAt(`objectives.${index}`)('title')}
              required
            />
          </div>
        )}
      </Things>
      <Things
        heading={words.indicators}
        add={words.addIndicator}
        things={indicators}
        faultsOf={(index) => below(`indicators.${index}`).length}
        newThing={NEW_INDICATOR}
        onChange={(changed) => onChange({ ...framework, indicators: changed })}
      >
        {(indicator, change, index) => (
          <IndicatorForm {...{ indicator, objectives }} faultAt={faultAt(`indicators.${index}`)} onChange={change} />
        )}
      </Things>
      <Things
        heading={words.milestones}
        add={words.addMilestone}
        things={milestones}
        faultsOf={(index) => below(`milestones.${index}`).length}
        newThing={newMilestone}
        onChange={(changed) => onChange({ ...framework, milestones: changed })}
      >
        {(milestone, change, index) => (
          <MilestoneForm
            {...{ milestone, objectives, indicators }}
            faultAt={faultAt(`milestones.${index}`)}
            onChange={change}
          />
        )}
      </Things>
    </>
  );
}

interface ThingsProps<T> {
  readonly heading: string;
  readonly add: string;
  readonly things: readonly T[];
  readonly newThing: T;
  readonly faultsOf: (index: number) => number;
  readonly onChange: (things: readonly T[]) => void;
  readonly children: (thing: T, change: (thing: T) => void, index: number) => ComponentChildren;
}

function Things<T extends { readonly id: string; readonly title: string }>(props: ThingsProps<T>) {
  const { heading, add, things, newThing, faultsOf, onChange, children } = props;
  const words = text.administration.editor;
  const addButton = useRef<HTMLButtonElement>(null);
  const remove = (index: number): void => {
    // The button that was pressed goes with what it removes.
    addButton.current?.focus({ preventScroll: true });
    onChange(things.toSpliced(index, 1));
  };
  return (
    <section class="sheet">
      <h2>{heading}</h2>
      {things.map((thing, index) => {
        const name = thing.id || words.newThing;
        const faults = faultsOf(index);
        return (
          <Fold key={index} isAtFault={faults > 0} isNew={thing.id === ''}>
            <summary>
              <b>{name}</b> {thing.title}
              {faults > 0 && <span class="field-error"> · {words.faults(faults)}</span>}
            </summary>
            <div class="form">
              {children(thing, (changed) => onChange(things.with(index, changed)), index)}
              <div>
                <button type="button" class="quiet" onClick={() => remove(index)}>
                  {words.remove(name)}
                </button>
              </div>
            </div>
          </Fold>
        );
      })}
      <div>
        <button ref={addButton} type="button" class="secondary" onClick={() => onChange([...things, newThing])}>
          {add}
        </button>
      </div>
    </section>
  );
}

interface FoldProps {
  readonly isAtFault: boolean;
  readonly isNew: boolean;
  readonly children: ComponentChildren;
}

/** Open where something is at fault, and for what is added: that stays open while it is given its id. */
function Fold({ isAtFault, isNew, children }: FoldProps) {
  const [wasNew] = useState(isNew);
  return (
    <details class="thing-form" open={isAtFault || wasNew}>
      {children}
    </details>
  );
}
