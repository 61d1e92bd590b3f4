// How a figure is made up: bars and a table for each way to break it down, with what is withheld explained.
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useQueryState } from '../address.js';
import type { Alliance, BreakdownCell, IndicatorDetail } from '../api.js';
import type { Bars, DrawnBars } from '../charts/breakdown-chart.canvas.js';
import { companionName, countryName, writeValue } from '../figure-text.js';
import { text } from '../text.js';
import { useUniqueId } from '../use-unique-id.js';
import { ChartFrame } from './chart-frame.js';
import { DataTable } from './data-table.js';

const BAR_PX = 26;
const AXIS_PX = 40;
/** An MoU stands in several cells of these, as does a recommendation; whatever else has countries has one. */
function isOverlapping(name: string, { breakdowns }: IndicatorDetail): boolean {
  return ['topic', 'audience'].includes(name) || (name === 'country' && 'topic' in breakdowns);
}

export function BreakdownPanel({ alliance, detail }: { alliance: Alliance; detail: IndicatorDetail }) {
  const names = Object.keys(detail.breakdowns).filter((name) => (detail.breakdowns[name] ?? []).length > 0);
  const [{ by: chosen }, change] = useQueryState();
  const selectId = useUniqueId();
  const name = names.find((one) => one === chosen) ?? names[0];
  if (name === undefined) return null;
  const cells = detail.breakdowns[name] ?? [];
  const rows = cells
    .map((cell) => ({ ...cell, label: labelOf(name, cell.key) }))
    .sort((one, other) => (other.value ?? -1) - (one.value ?? -1));
  const title = text.breakdowns.summary(detail.title, nameInWords(name));
  return (
    <section class="panel breakdown" aria-labelledby="breakdown-heading">
      <div class="panel-head">
        <h2 id="breakdown-heading">{text.breakdowns.heading}</h2>
        {names.length > 1 && (
          <p class="inline-field">
            <label for={selectId}>{text.breakdowns.by}</label>
            <select id={selectId} value={name} onChange={({ currentTarget }) => change({ by: currentTarget.value })}>
              {names.map((one) => (
                <option key={one} value={one}>
                  {nameInWords(one)}
                </option>
              ))}
            </select>
          </p>
        )}
      </div>
      {rows.some(({ withheld }) => withheld) && <p class="muted">{text.breakdowns.withheldMeaning}</p>}
      {isOverlapping(name, detail) && <p class="muted">{text.breakdowns.overlap}</p>}
      <ChartFrame
        title={`${detail.title}: ${nameInWords(name)}`}
        example={alliance.example}
        fileName={`${alliance.allianceId}-${detail.id}-${name}`}
        rows={[
          [nameInWords(name), text.breakdowns.value],
          ...rows.map(({ label, value, withheld }) => [label, withheld ? text.breakdowns.withheld : value]),
        ]}
        table={
          <DataTable
            caption={title}
            fileName={`${alliance.allianceId}-${detail.id}-${name}`}
            rows={rows}
            rowKey={({ key }) => key ?? ''}
            empty={null}
            sortedBy={{ key: 'value', ascending: false }}
            columns={[
              { key: 'label', header: nameInWords(name), value: ({ label }) => label },
              {
                key: 'value',
                header: text.breakdowns.value,
                numeric: true,
                value: ({ value }) => value,
                cell: ({ value, withheld }) => (withheld ? text.breakdowns.withheld : writeValue(value, detail.unit)),
              },
            ]}
          />
        }
      >
        {(canvas) => (
          <BarChart
            canvas={canvas}
            summary={title}
            bars={{
              labels: rows.map(({ label, withheld }) => (withheld ? `${label} (${text.breakdowns.withheld})` : label)),
              values: rows.map(({ value }) => value),
              unit: detail.unit,
            }}
          />
        )}
      </ChartFrame>
    </section>
  );
}

interface BarChartProps {
  readonly canvas: RefObject<HTMLCanvasElement>;
  readonly summary: string;
  readonly bars: Bars;
}

function BarChart({ canvas, summary, bars }: BarChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnBars | undefined>(undefined);
  const latest = useRef(bars);
  latest.current = bars;
  const heightPx = bars.labels.length * BAR_PX + AXIS_PX;
  useEffect(() => {
    // Set by script: an inline style would be a breach of the security policy.
    if (frame.current) frame.current.style.height = `${heightPx}px`;
    drawn.current?.update(latest.current);
  }, [JSON.stringify(bars), heightPx]);
  useEffect(() => {
    let gone = false;
    void import('../charts/breakdown-chart.canvas.js').then(({ drawBars }) => {
      if (!gone && canvas.current) drawn.current = drawBars(canvas.current, latest.current);
    });
    return () => {
      gone = true;
      drawn.current?.destroy();
      drawn.current = undefined;
    };
  }, []);
  return (
    <figure class="chart">
      <div ref={frame} class="bars-canvas">
        <canvas ref={canvas} role="img" aria-label={summary} />
      </div>
    </figure>
  );
}

function nameInWords(name: string): string {
  return (text.breakdowns.names as Readonly<Record<string, string>>)[name] ?? companionName(name);
}

function labelOf(name: string, key: BreakdownCell['key']): string {
  if (key === null) return text.breakdowns.notStated;
  if (name === 'country') return countryName(key);
  if (name === 'category' || name === 'memberCategory') return text.categories[key] ?? key;
  // A topic or an audience is in the words in which it was recorded, whatever they mean elsewhere.
  return name === 'agentType' ? (text.agentTypes[key] ?? key) : key;
}
