// What the chart of an indicator needs besides its series: values in sealed reports, and the intervals of a survey's figure.
import { useEffect, useState } from 'preact/hooks';
import { getIndicators, pathOf, type Alliance, type IndicatorDetail, type ReportMonth } from '../api.js';
import { useAnswer } from '../use-answer.js';
import type { IntervalFrom, SealedValue } from './chart-subject.js';

/** A course with more steps than this is drawn without its interval: each step is a question to the service. */
const MOST_STEPS = 24;

interface SealedMonth extends ReportMonth {
  readonly seal: { readonly asOf: string } | null;
}

/** The values as they were known when each report was sealed. */
export function useSealedValues({ allianceId }: Alliance, indicatorId: string): readonly SealedValue[] | undefined {
  const { data } = useAnswer<{ readonly months: readonly SealedMonth[] }>(`${pathOf(allianceId)}/months`, {
    liveFor: allianceId,
  });
  const [values, setValues] = useState<readonly SealedValue[] | undefined>(undefined);
  const seals = data?.months.flatMap(({ month, date, seal }) => (seal ? [{ month, date, asOf: seal.asOf }] : [])) ?? [];
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    const read = seals.map(async ({ month, date, asOf }): Promise<SealedValue[]> => {
      const { indicators } = await getIndicators(allianceId, { at: `M${month}`, asOf, signal });
      const value = indicators.find(({ id }) => id === indicatorId)?.value;
      return value === null || value === undefined ? [] : [{ month, date, value: Number(value) }];
    });
    Promise.all(read).then(
      (found) => setValues(found.flat()),
      // The chart stands without the marks.
      () => undefined,
    );
    return () => abort.abort();
  }, [indicatorId, JSON.stringify(seals)]);
  return values;
}

/** The interval from each day on which the figure stepped; undefined for figures that have none. */
export function useIntervals(
  alliance: Alliance,
  detail: IndicatorDetail | undefined,
): readonly IntervalFrom[] | undefined {
  const [intervals, setIntervals] = useState<readonly IntervalFrom[] | undefined>(undefined);
  const has = detail !== undefined && Array.isArray(detail.companions['interval']);
  const steps = has
    ? detail.series.filter(({ value }, index) => value !== null && value !== detail.series[index - 1]?.value)
    : [];
  const dates = steps.map(({ date }) => date);
  useEffect(() => {
    if (!detail || dates.length === 0 || dates.length > MOST_STEPS) {
      setIntervals(undefined);
      return undefined;
    }
    const abort = new AbortController();
    const { signal } = abort;
    const read = dates.map(async (date): Promise<IntervalFrom[]> => {
      const { indicators } = await getIndicators(alliance.allianceId, { at: date, asOf: detail.asOf, signal });
      const interval = indicators.find(({ id }) => id === detail.id)?.companions['interval'];
      return Array.isArray(interval) ? [{ date, low: Number(interval[0]), high: Number(interval[1]) }] : [];
    });
    Promise.all(read).then(
      (found) => setIntervals(found.flat()),
      // The chart stands without the band.
      () => undefined,
    );
    return () => abort.abort();
  }, [detail?.id, detail?.asOf, dates.join(' ')]);
  return has ? intervals : undefined;
}
