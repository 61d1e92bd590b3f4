// How far a month's report is: its four stations in a row.
import type { ReportStatus } from '../api.js';
import { text } from '../text.js';

const STATIONS: readonly ReportStatus[] = ['open', 'submitted', 'approved', 'sealed'];

export function MonthWay({ status }: { status: ReportStatus }) {
  const { way } = text.months;
  const reached = STATIONS.indexOf(status);
  return (
    <ol class="way" aria-label={way.label}>
      {STATIONS.map((station, index) => (
        <li
          key={station}
          class={index < reached || status === 'sealed' ? 'is-passed' : index === reached ? 'is-reached' : ''}
          aria-current={index === reached ? 'step' : undefined}
        >
          <span class="way-mark" aria-hidden="true">
            {index < reached || status === 'sealed' ? '✓' : index + 1}
          </span>
          {way.steps[station]}
        </li>
      ))}
    </ol>
  );
}
