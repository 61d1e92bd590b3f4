// The frame of a chart: its picture and its figures to take away, and the same figures as a table.
import type { ComponentChildren, RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { downloadPicture } from '../charts/picture.js';
import { downloadCsv, type CsvCell } from '../csv.js';
import { text } from '../text.js';

interface Props {
  readonly title: string;
  /** Says in the picture that its data is invented. */
  readonly example: boolean;
  /** Of the files, without their endings. */
  readonly fileName: string;
  /** Header and rows of the CSV file. */
  readonly rows: readonly (readonly CsvCell[])[];
  readonly table: ComponentChildren;
  /** The chart, drawn on the canvas that it is given. */
  readonly children: (canvas: RefObject<HTMLCanvasElement>) => ComponentChildren;
}

export function ChartFrame({ title, example, fileName, rows, table, children }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pictureTitle = example ? `${title} (${text.example.title})` : title;
  return (
    <div class="chart-frame">
      {children(canvas)}
      <p class="chart-tools">
        <button
          type="button"
          class="quiet"
          onClick={() => canvas.current && downloadPicture(canvas.current, pictureTitle, `${fileName}.png`)}
        >
          {text.indicator.png} <span class="sr-only">{title}</span>
        </button>
        <button type="button" class="quiet" onClick={() => downloadCsv(`${fileName}.csv`, rows)}>
          {text.indicator.csv} <span class="sr-only">{title}</span>
        </button>
      </p>
      {table}
    </div>
  );
}
