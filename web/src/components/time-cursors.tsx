// The time axis in project months with its two cursors: the day looked at, and the day as known on which.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Alliance, Moment } from '../api.js';
import { writeDate } from '../figure-text.js';
import { dateIn, endOfDay, monthEnd, monthOf, todayIn } from '../project-months.js';
import { text } from '../text.js';
import { useUniqueId } from '../use-unique-id.js';
import { atInWords, dayNamed } from './day-words.js';
import './time-cursors.css';

interface Props {
  readonly alliance: Alliance;
  readonly moment: Moment;
  /** Today where the alliance is; the browser's own answer where it is left out. */
  readonly today?: string | undefined;
  readonly onMove: (moment: Moment) => void;
}

const MONTHS_BETWEEN_TICKS = 12;

/** Stops of both: the end of each finished month, then today. */
export function TimeCursors({ alliance, moment, today = todayIn(alliance.timeZone), onMove }: Props) {
  const { startsOn, endsOn, timeZone } = alliance;
  // Once it is there it stays, also where the moment is moved back to now by it.
  const [wantsKnown, setWantsKnown] = useState(false);
  if (moment.asOf !== undefined && !wantsKnown) setWantsKnown(true);
  const [isAskedFor, setAskedFor] = useState(false);
  const last = Math.max(monthOf(startsOn, today) - 1, 0) + 1;
  if (today < startsOn) return <p class="day-note">{text.day.beforeStart(writeDate(startsOn))}</p>;

  const endOf = (stop: number): string => writeDate(monthEnd(startsOn, stop));
  /** Where a day stands: at a stop, or on the way to it. */
  const placeOf = (day: string | undefined): { stop: number; isOnTheWay: boolean } => {
    const stop = day === undefined ? last : Math.max(0, Math.min(last, monthOf(startsOn, day)));
    return { stop, isOnTheWay: day !== undefined && day < (stop === last ? today : monthEnd(startsOn, stop)) };
  };
  return (
    <section class="cursors" aria-label={text.day.axis}>
      <Cursor
        id="day-slider"
        label={text.day.label}
        {...placeOf(dayNamed(moment.at, startsOn))}
        last={last}
        end={monthOf(startsOn, endsOn)}
        shown={atInWords(moment.at, alliance, today)}
        wordsOf={(stop) =>
          stop === last ? text.day.shownToday(null, writeDate(today)) : text.day.shownMonthEnd(stop, endOf(stop))
        }
        reset={text.day.backToToday}
        isReset={moment.at === undefined}
        onStop={(stop) => onMove({ ...moment, at: stop === last ? undefined : text.month(stop) })}
      />
      {wantsKnown ? (
        <Cursor
          id="known-slider"
          label={text.day.knownLabel}
          {...placeOf(isInstant(moment.asOf) ? dateIn(timeZone, moment.asOf) : undefined)}
          last={last}
          end={monthOf(startsOn, endsOn)}
          shown={knownInWords(moment.asOf, timeZone)}
          wordsOf={(stop) => (stop === last ? text.day.knownNow : text.day.shownMonthEnd(stop, endOf(stop)))}
          reset={text.day.backToNow}
          isReset={moment.asOf === undefined}
          takesFocus={isAskedFor}
          onStop={(stop) =>
            onMove({ ...moment, asOf: stop === last ? undefined : endOfDay(monthEnd(startsOn, stop), timeZone) })
          }
        />
      ) : (
        <button
          type="button"
          class="quiet cursors-more"
          onClick={() => {
            setWantsKnown(true);
            setAskedFor(true);
          }}
        >
          {text.day.lookBack}
        </button>
      )}
      {today > endsOn && <p class="day-note">{text.day.afterEnd(writeDate(endsOn))}</p>}
    </section>
  );
}

interface CursorProps {
  readonly id: string;
  readonly label: string;
  readonly stop: number;
  /** What is looked at lies between the stop before and this one. */
  readonly isOnTheWay: boolean;
  readonly last: number;
  /** The project's last month. */
  readonly end: number;
  /** What is looked at, in words: more exact than a stop where the address names a day between two. */
  readonly shown: string;
  readonly wordsOf: (stop: number) => string;
  readonly reset: string;
  /** Whether there is nothing to go back from; a day beyond the last stop is one to go back from. */
  readonly isReset: boolean;
  /** It stands where the button was that asked for it. */
  readonly takesFocus?: boolean;
  readonly onStop: (stop: number) => void;
}

function Cursor(props: CursorProps) {
  const { id, label, stop, isOnTheWay, last, end, shown, wordsOf, reset, isReset, takesFocus = false, onStop } = props;
  const labelId = useUniqueId();
  const slider = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) slider.current?.focus();
  }, []);
  const go = (next: number): void => onStop(Math.max(0, Math.min(last, next)));
  /** A button that is switched off by being pressed leaves the focus to the slider. */
  const goByButton = (next: number): void => {
    if (next <= 0 || next >= last) slider.current?.focus();
    go(next);
  };
  return (
    <div class="cursor">
      <div class="cursor-words">
        <label for={id} id={labelId}>
          {label}
        </label>
        <output for={id}>{shown}</output>
      </div>
      <div class="cursor-controls">
        <button
          type="button"
          class="step"
          aria-label={`${label}: ${text.day.earlier}`}
          disabled={stop <= 0}
          onClick={() => goByButton(stop - 1)}
        >
          <Arrow d="M10 3 5 8l5 5" />
        </button>
        <div class="cursor-track">
          <input
            ref={slider}
            id={id}
            type="range"
            min={0}
            max={last}
            step={1}
            value={stop}
            aria-valuetext={wordsOf(stop)}
            onInput={({ currentTarget }) => go(currentTarget.valueAsNumber)}
          />
          <Ticks last={last} end={end} />
        </div>
        <button
          type="button"
          class="step"
          aria-label={`${label}: ${text.day.later}`}
          disabled={stop >= last && !isOnTheWay}
          onClick={() => goByButton(isOnTheWay ? stop : stop + 1)}
        >
          <Arrow d="m6 3 5 5-5 5" />
        </button>
        <button type="button" class="secondary cursor-reset" disabled={isReset} onClick={() => goByButton(last)}>
          {reset}
        </button>
      </div>
    </div>
  );
}

/** Project months under the sliders, where their thumbs stand at them. */
function Ticks({ last, end }: { last: number; end: number }) {
  const months = Array.from(
    { length: Math.floor(last / MONTHS_BETWEEN_TICKS) + 1 },
    (_, i) => i * MONTHS_BETWEEN_TICKS,
  );
  const x = (stop: number): string => `${(stop / last) * 100}%`;
  return (
    <div class="cursor-ticks" aria-hidden="true">
      <svg height="22" width="100%">
        {end < last && <rect x={x(end)} width={`${((last - end) / last) * 100}%`} y="0" height="3" />}
        {months.map((month) => (
          <g key={month}>
            <line x1={x(month)} x2={x(month)} y1="0" y2="5" />
            <text x={x(month)} y="19" text-anchor={month === 0 ? 'start' : 'middle'}>
              {text.month(month)}
            </text>
          </g>
        ))}
      </svg>
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

function isInstant(asOf: string | undefined): asOf is string {
  return asOf !== undefined && asOf.includes('T') && !Number.isNaN(Date.parse(asOf));
}

/** What was known, as a day's end, a position, or now. */
export function knownInWords(asOf: string | undefined, timeZone: string): string {
  if (asOf === undefined) return text.day.knownNow;
  return isInstant(asOf) ? text.day.knownOn(writeDate(dateIn(timeZone, asOf))) : text.day.known(asOf);
}
