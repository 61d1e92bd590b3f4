// The figures that stand beside an indicator's value: in force, active, answers and interval.
import type { ComponentChildren } from 'preact';
import type { Indicator } from '../api.js';
import { companionEntries } from './companion-entries.js';

export function CompanionList({ indicator }: { indicator: Indicator }): ComponentChildren {
  return companionEntries(indicator).map(({ name, value, meaning }) => (
    <div key={name}>
      <dt>{name}</dt>
      <dd>
        {value}
        {meaning !== undefined && <small>{meaning}</small>}
      </dd>
    </div>
  ));
}
