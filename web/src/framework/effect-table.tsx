// What facts would change: figures and statuses before and after, as the what-if answers them.
import { pathOf, send, type FieldProblem } from '../api.js';
import { writeDate } from '../figure-text.js';
import { writePlain } from '../months/plain-value.js';
import { text } from '../text.js';

interface Reading {
  readonly value?: unknown;
  readonly status: string;
}

interface Compared {
  readonly id: string;
  readonly title: string;
  readonly before: Reading | null;
  readonly after: Reading | null;
}

export interface Effect {
  readonly at: string;
  readonly refused: readonly { readonly detail: string; readonly errors?: readonly FieldProblem[] }[];
  readonly indicators: readonly Compared[];
  readonly milestones: readonly Compared[];
}

/** Asks what a fact would change today; nothing is stored. */
export function effectOf(allianceId: string, type: string, data: unknown): Promise<Effect> {
  return send<Effect>(`${pathOf(allianceId)}/what-if`, { assume: [{ type, data }] });
}

/** The faults of what would be refused, each with the field that it is about. */
export function faultsOf({ refused }: Effect): FieldProblem[] {
  return refused.flatMap(({ detail, errors = [] }) => (errors.length > 0 ? errors : [{ field: '', code: '', detail }]));
}

export function EffectTable({ effect: { at, indicators, milestones } }: { readonly effect: Effect }) {
  const words = text.administration.effect;
  const changed = [...indicators, ...milestones].filter(
    ({ before, after }) => JSON.stringify(before) !== JSON.stringify(after),
  );
  const written = (reading: Reading | null, otherwise: string): string => {
    if (reading === null) return otherwise;
    const value = reading.value === undefined ? [] : [writePlain(reading.value)];
    // "No data" is a value and a status.
    return [...new Set([...value, writePlain(reading.status)])].join(' · ');
  };
  return (
    <div class="stack-small">
      <h3>{words.title}</h3>
      <p class="muted">{changed.length === 0 ? words.none : words.at(writeDate(at))}</p>
      {changed.length > 0 && (
        <div class="table-frame" role="region" tabIndex={0} aria-label={words.title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.columns.what}</th>
                <th scope="col">{words.columns.before}</th>
                <th scope="col">{words.columns.after}</th>
              </tr>
            </thead>
            <tbody>
              {changed.map(({ id, title, before, after }) => (
                <tr key={id}>
                  <th scope="row">
                    {id}: {title}
                  </th>
                  <td>{written(before, words.new)}</td>
                  <td>{written(after, words.gone)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
