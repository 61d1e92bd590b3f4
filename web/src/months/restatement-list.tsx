// Figures that are known otherwise than when the report was handed in, each with the facts that made the difference.
import { text } from '../text.js';
import { writePlain } from './plain-value.js';
import type { RestatedFigure } from './months.model.js';

export function RestatementList({ restated }: { readonly restated: readonly RestatedFigure[] }) {
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
              {restated.map(({ kind, id, before, after, causes }) => (
                <tr key={`${kind} ${id}`}>
                  <th scope="row">{id}</th>
                  <td>{writePlain(before)}</td>
                  <td>{writePlain(after)}</td>
                  <td>
                    <ul>
                      {causes.map((cause) => (
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
