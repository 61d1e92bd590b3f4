// The figures behind a chart as a table, folded away until asked for.
import type { IndicatorDetail } from '../api.js';
import { writeDate, writeValue } from '../figure-text.js';
import { text } from '../text.js';

/** The same as rows of a file: months, days and numbers as they are. */
export function seriesRows({ series }: IndicatorDetail): (string | number | null)[][] {
  const { columns } = text.chart;
  return [
    [columns.month, columns.day, columns.value, columns.expected],
    ...series.map(({ month, date, value, expected }) => [
      month === null ? null : text.month(month),
      date,
      typeof value === 'boolean' ? Number(value) : value,
      expected,
    ]),
  ];
}

export function SeriesTable({ detail, example }: { detail: IndicatorDetail; example: boolean }) {
  const { columns } = text.chart;
  const withExpected = detail.series.some(({ expected }) => expected !== null);
  return (
    <details class="fold">
      <summary>{text.chart.table}</summary>
      <div class="table-frame" role="region" tabIndex={0} aria-label={text.chart.tableCaption(detail.title)}>
        <table>
          <caption>
            {example && <span class="tag tag-example">{text.example.title}</span>}{' '}
            {text.chart.tableCaption(detail.title)}
          </caption>
          <thead>
            <tr>
              <th scope="col">{columns.month}</th>
              <th scope="col">{columns.day}</th>
              <th scope="col" class="number">
                {columns.value}
              </th>
              {withExpected && (
                <th scope="col" class="number">
                  {columns.expected}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {detail.series.map(({ month, date, value, expected }) => (
              <tr key={date}>
                <th scope="row">{month === null ? text.none : text.month(month)}</th>
                <td>{writeDate(date)}</td>
                <td class="number">{value === null ? text.chart.noPoint : writeValue(value, detail.unit)}</td>
                {withExpected && <td class="number">{writeValue(expected, detail.unit)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
