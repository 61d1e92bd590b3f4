// All series as one table: the value of each indicator at the end of each month.
import { column, section, tableBlock, unitOn, type ReportContext } from '../report-context.js';
import type { Section } from '../report-model.js';
import { monthName, textCell } from '../wording.js';

export function series(context: ReportContext): Section {
  const { figures, texts, words } = context;
  const { indicators } = figures;
  const points = indicators[0]?.series ?? [];
  return section('series', texts.series.title, [
    tableBlock({
      id: 'series',
      title: texts.series.caption,
      columns: [
        column('month', texts.series.month),
        column('date', texts.series.date, 'date'),
        ...indicators.map(({ id }) => column(id, id, 'mixed')),
      ],
      rows: points.map(({ date }, month) => [
        textCell(monthName(month)),
        words.dateCell(date),
        ...indicators.map((indicator) =>
          words.valueCell(indicator.series[month]?.value, unitOn(context, indicator, date)),
        ),
      ]),
      empty: texts.results.none,
      notes: [],
    }),
  ]);
}
