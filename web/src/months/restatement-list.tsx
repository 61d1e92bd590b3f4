// Figures that are known otherwise than when the report was handed in, each with the facts that made the difference.
import { text } from '../text.js';
import type { RestatedFigure } from './months.model.js';
import { nameOfRestated, writeRestated } from './restated-figures.js';

interface Props {
  readonly restated: readonly RestatedFigure[];
  /** Of the month's indicators, by their ids. */
  readonly units: ReadonlyMap<string, string>;
}

export function RestatementList({ restated, units }: Props) {
  const words = text.months.restatements;
  return (
    <section class="sheet" aria-labelledby="restated-heading">
      <div>
        <h2 id="restated-heading">{words.title}</h2>
        <p class="muted">{restated.length === 0 ? words.none : words.lead}</p>
      </div>
      {restated.length > 0 && (
        <div class="table-frame" role="region" tabIndex={0} aria-label={`${words.before}, ${words.after}`}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.figure}</th>
                <th scope="col">{words.before}</th>
                <th scope="col">{words.after}</th>
                <th scope="col">{words.why}</th>
              </tr>
            </thead>
            <tbody>
              {restated.map((figure) => (
                <tr key={`${figure.kind} ${figure.id}`}>
                  <th scope="row">{nameOfRestated(figure)}</th>
                  {[figure.before, figure.after].map((value, i) => (
                    <td key={i}>{writeRestated(figure, value, units)}</td>
                  ))}
                  <td>
                    <ul>
                      {figure.causes.map((cause) => (
                        <li key={cause.events.join(' ')}>{cause.text}</li>
                      ))}
                    </ul>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
