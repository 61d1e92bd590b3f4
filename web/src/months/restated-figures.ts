// Restated figures as they are named and written: each by what it is, in its unit.
import { companionName } from '../figure-text.js';
import { text } from '../text.js';
import type { RestatedFigure } from './months.model.js';
import { writePlain } from './plain-value.js';

/** "I5", "I5: Response rate", "I5: status", "MS2: status". */
export function nameOfRestated({ kind, id }: RestatedFigure): string {
  if (kind === 'indicator') return id;
  if (kind !== 'companion') return text.months.restatements.statusOf(id);
  const [indicator, companion] = partsOf(id);
  return `${indicator}: ${companionName(companion)}`;
}

const SHARES = new Set(['responseRate', 'interval']);

/** `units`: of the month's indicators, by their ids. With two decimals: rounded, figures that differ could look the same. */
export function writeRestated(
  { kind, id }: RestatedFigure,
  value: unknown,
  units: ReadonlyMap<string, string>,
): string {
  const unit = kind === 'companion' ? (SHARES.has(partsOf(id)[1]) ? 'percent' : 'number') : units.get(id);
  const write = (one: unknown): string => {
    if (typeof one !== 'number') return writePlain(one);
    if (unit === 'percent') return text.percent(writePlain(one));
    return unit !== undefined && /^[A-Z]{3}$/.test(unit) ? `${writePlain(one)}\u00a0${unit}` : writePlain(one);
  };
  return Array.isArray(value) ? value.map(write).join(' – ') : write(value);
}

function partsOf(id: string): [indicator: string, companion: string] {
  const dot = id.lastIndexOf('.');
  return [id.slice(0, dot), id.slice(dot + 1)];
}
