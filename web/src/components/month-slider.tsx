// The day looked at: a slider over the project's months, today at its end.
import { useEffect, useState } from 'preact/hooks';
import type { Alliance, IndicatorList } from '../api.js';
import { writeDate } from '../figure-text.js';
import { monthEnd, monthOf, todayIn } from '../project-months.js';
import { text } from '../text.js';

interface Props {
  readonly alliance: Alliance;
  readonly at: string | undefined;
  /** What is shown, once it is loaded. */
  readonly list: IndicatorList | undefined;
  readonly onChange: (at: string | undefined) => void;
}

/** Stops: each finished month, then today. */
export function MonthSlider({ alliance, at, list, onChange }: Props) {
  const { startsOn, endsOn, timeZone } = alliance;
  const today = todayIn(timeZone);
  const lastMonth = Math.min(monthOf(startsOn, today) - 1, monthOf(startsOn, endsOn));
  const todayStop = Math.max(lastMonth, 0) + 1;
  const chosen = stopOf(at, startsOn, todayStop);
  const [stop, setStop] = useState(chosen);
  useEffect(() => setStop(chosen), [chosen]);
  if (lastMonth < 0) return <p class="day-note">{text.day.beforeStart(writeDate(startsOn))}</p>;

  const go = (next: number): void => {
    const bounded = Math.max(0, Math.min(todayStop, next));
    setStop(bounded);
    onChange(bounded === todayStop ? undefined : text.month(bounded));
  };
  const moving = stop !== chosen;
  const shown = moving || !list ? wordsAt(stop, todayStop, startsOn, today) : wordsOf(list, startsOn, at === undefined);
  return (
    <div class="day">
      <label for="day-slider">{text.day.label}</label>
      <output for="day-slider" class="day-shown">
        {shown}
      </output>
      <div class="day-controls">
        <button
          type="button"
          class="step"
          aria-label={text.day.earlier}
          disabled={stop <= 0}
          onClick={() => go(stop - 1)}
        >
          <Arrow d="M10 3 5 8l5 5" />
        </button>
        <input
          id="day-slider"
          type="range"
          min={0}
          max={todayStop}
          step={1}
          value={stop}
          aria-valuetext={wordsAt(stop, todayStop, startsOn, today)}
          onInput={({ currentTarget }) => setStop(currentTarget.valueAsNumber)}
          onChange={({ currentTarget }) => go(currentTarget.valueAsNumber)}
        />
        <button
          type="button"
          class="step"
          aria-label={text.day.later}
          disabled={stop >= todayStop}
          onClick={() => go(stop + 1)}
        >
          <Arrow d="m6 3 5 5-5 5" />
        </button>
        <button type="button" class="to-today" disabled={at === undefined} onClick={() => go(todayStop)}>
          {text.day.backToToday}
        </button>
      </div>
      {today > endsOn && <p class="day-note">{text.day.afterEnd(writeDate(endsOn))}</p>}
    </div>
  );
}

function Arrow({ d }: { d: string }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={d} />
    </svg>
  );
}

/** The stop of an address: a month's own, the month that holds a date, today's for anything else. */
function stopOf(at: string | undefined, startsOn: string, todayStop: number): number {
  const month = at?.match(/^M(\d{1,4})$/)?.[1];
  const isDate = at !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(at);
  const stop = month !== undefined ? Number(month) : isDate ? monthOf(startsOn, at) : todayStop;
  return Math.max(0, Math.min(todayStop, stop));
}

function wordsAt(stop: number, todayStop: number, startsOn: string, today: string): string {
  if (stop === todayStop) return text.day.shownToday(null, writeDate(today));
  return text.day.shownMonthEnd(stop, writeDate(monthEnd(startsOn, stop)));
}

function wordsOf({ month, at }: IndicatorList, startsOn: string, isToday: boolean): string {
  if (isToday) return text.day.shownToday(month, writeDate(at));
  const monthShown = monthOf(startsOn, at);
  return monthEnd(startsOn, monthShown) === at
    ? text.day.shownMonthEnd(monthShown, writeDate(at))
    : text.day.shown(month, writeDate(at));
}
