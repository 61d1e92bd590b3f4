// The figures that stand beside an indicator's value, in words.
import type { Companion, Indicator } from '../api.js';
import { companionName, writeCompanion, writeNumber, writeValue } from '../figure-text.js';
import { text } from '../text.js';

export interface CompanionEntry {
  readonly name: string;
  readonly value: string;
  readonly meaning?: string;
}

export function companionEntries({ companions, unit }: Indicator): CompanionEntry[] {
  const { numerator, denominator, responses, invited, responseRate, interval, provisional, surveyId, ...others } =
    companions;
  const words = text.companions;
  const entries: CompanionEntry[] = [];
  if (isNumber(numerator) && isNumber(denominator)) {
    const parts = [writeNumber(numerator), writeNumber(denominator)] as const;
    entries.push(
      // A share without a survey is that of the activities.
      typeof surveyId === 'string'
        ? { name: words.satisfied, value: words.satisfiedOf(...parts), meaning: `${words.survey} ${surveyId}` }
        : { name: words.completed, value: words.completedOf(...parts) },
    );
  }
  if (isNumber(responses) && isNumber(invited) && isNumber(responseRate)) {
    const rate = writeCompanion('responseRate', responseRate);
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
    entries.push({ name: companionName(name), value: writeCompanion(name, value) });
  }
  return entries;
}

function isNumber(value: Companion | undefined): value is number {
  return typeof value === 'number';
}
