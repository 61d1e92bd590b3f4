// The figures that stand beside an indicator's value: in force, active, answers and interval.
import type { ComponentChildren } from 'preact';
import type { Companion, Indicator } from '../api.js';
import { companionName, writeNumber, writeValue } from '../figure-text.js';
import { text } from '../text.js';

interface Entry {
  readonly name: string;
  readonly value: string;
  readonly meaning?: string;
}

export function CompanionList({ indicator }: { indicator: Indicator }): ComponentChildren {
  return entriesOf(indicator).map(({ name, value, meaning }) => (
    <div key={name}>
      <dt>{name}</dt>
      <dd>
        {value}
        {meaning !== undefined && <small>{meaning}</small>}
      </dd>
    </div>
  ));
}

function entriesOf({ companions, unit }: Indicator): Entry[] {
  const { numerator, denominator, responses, invited, responseRate, interval, provisional, surveyId, ...others } =
    companions;
  const words = text.companions;
  const entries: Entry[] = [];
  if (isNumber(numerator) && isNumber(denominator)) {
    entries.push({
      name: words.satisfied,
      value: words.satisfiedOf(writeNumber(numerator), writeNumber(denominator)),
      ...(typeof surveyId === 'string' ? { meaning: `${words.survey} ${surveyId}` } : {}),
    });
  }
  if (isNumber(responses) && isNumber(invited) && isNumber(responseRate)) {
    const rate = writeValue(responseRate, 'percent');
    entries.push({
      name: words.answered,
      value: words.answeredOf(writeNumber(responses), writeNumber(invited), rate),
    });
  }
  if (Array.isArray(interval)) {
    const [low, high] = interval as readonly [number, number];
    entries.push({
      name: words.interval,
      value: words.intervalOf(writeValue(low, unit), writeValue(high, unit)),
      meaning: words.intervalMeaning,
    });
  }
  for (const [name, value] of Object.entries(others)) {
    entries.push({ name: companionName(name), value: writeValue(value, 'number') });
  }
  return entries;
}

function isNumber(value: Companion | undefined): value is number {
  return typeof value === 'number';
}
