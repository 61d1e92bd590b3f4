// A forecast in words, and the record of past ones: apart from the status, which knows nothing of it.
import type { Alliance, IndicatorDetail } from '../api.js';
import { limitsOf, monthValuesOf } from '../charts/forecast-input.js';
import { pastForecasts, type Forecast } from '../charts/forecast.js';
import { writeChange, writeValue } from '../figure-text.js';
import { text } from '../text.js';
import { DataTable } from './data-table.js';

interface Props {
  readonly alliance: Alliance;
  readonly detail: IndicatorDetail;
  readonly forecast: Forecast | undefined;
}

export function ForecastPanel({ alliance, detail, forecast }: Props) {
  const words = text.forecast;
  const write = (value: number): string => writeValue(value, detail.unit);
  const past = pastForecasts(monthValuesOf(alliance, detail), limitsOf(detail));
  const last = forecast?.points.at(-1);
  if (detail.unit === 'yesNo') return null;
  const within = past.filter(({ isWithin }) => isWithin).length;
  const error = past.reduce((sum, { value, came }) => sum + Math.abs(value - came), 0) / (past.length || 1);
  return (
    <section class="panel forecast" aria-labelledby="forecast-heading">
      <h2 id="forecast-heading">{words.heading}</h2>
      {last && forecast ? (
        <>
          <p>
            <b>{words.summary(text.month(last.month), write(last.value), write(last.low), write(last.high))}</b>{' '}
            {words.rate(writeChange(forecast.rate, detail.unit))}
          </p>
          <p class="muted">{words.apart}</p>
        </>
      ) : (
        <p class="muted">{detail.at >= alliance.endsOn ? words.over : words.tooShort}</p>
      )}
      {past.length > 0 && (
        <details class="fold">
          <summary>{words.past}</summary>
          <p>{words.pastSummary(within, past.length, write(error))}</p>
          <p>{words.formula}</p>
          <DataTable
            caption={words.pastCaption}
            fileName={`${alliance.allianceId}-${detail.id}-forecasts`}
            rows={past}
            rowKey={({ madeIn }) => String(madeIn)}
            empty={null}
            columns={[
              {
                key: 'madeIn',
                header: words.columns.madeIn,
                value: (row) => row.madeIn,
                cell: (row) => text.month(row.madeIn),
              },
              {
                key: 'for',
                header: words.columns.for,
                value: (row) => row.month,
                cell: (row) => text.month(row.month),
              },
              {
                key: 'forecast',
                header: words.columns.forecast,
                numeric: true,
                value: (row) => row.value,
                cell: (row) => write(row.value),
              },
              {
                key: 'from',
                header: words.columns.from,
                numeric: true,
                value: (row) => row.low,
                cell: (row) => write(row.low),
              },
              {
                key: 'to',
                header: words.columns.to,
                numeric: true,
                value: (row) => row.high,
                cell: (row) => write(row.high),
              },
              {
                key: 'came',
                header: words.columns.came,
                numeric: true,
                value: (row) => row.came,
                cell: (row) => write(row.came),
              },
              { key: 'held', header: words.columns.held, value: (row) => (row.isWithin ? text.yes : text.no) },
            ]}
          />
        </details>
      )}
    </section>
  );
}
