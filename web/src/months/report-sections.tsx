// Sections of a report on the page, as its JSON has them: paragraphs, lists, pairs and tables.
import type { ComponentChildren } from 'preact';
import { writeDate } from '../figure-text.js';

/** Characters from which a text in a table wants room. */
const LONG = 30;

interface Run {
  readonly text: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly code?: true;
}

type Cell =
  | { readonly kind: 'date'; /** ISO 8601. */ readonly value: string; readonly text: string }
  | { readonly kind: 'text' | 'number' | 'yesNo' | 'none'; readonly text: string };

interface ReportTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly { readonly id: string; readonly title: string; readonly type: string }[];
  readonly rows: readonly (readonly Cell[])[];
  readonly empty: string;
  readonly notes: readonly string[];
}

type Block =
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Run[])[] }
  | { readonly kind: 'pairs'; readonly pairs: readonly { readonly term: string; readonly value: Cell }[] }
  | { readonly kind: 'table'; readonly table: ReportTable }
  /** Charts and narratives stand on pages of their own. */
  | { readonly kind: 'chart' | 'narrative' };

export interface ReportSection {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly sections: readonly ReportSection[];
}

export function ReportSections({ sections }: { readonly sections: readonly ReportSection[] }) {
  return (
    <>
      {sections.map((section) => (
        <section key={section.id} class="sheet" aria-labelledby={`section-${section.id}`}>
          <h2 id={`section-${section.id}`}>{section.title}</h2>
          <Blocks blocks={section.blocks} />
          {section.sections.map((inner) => (
            <details key={inner.id} class="fold">
              <summary>{inner.title}</summary>
              <Blocks blocks={inner.blocks} />
            </details>
          ))}
        </section>
      ))}
    </>
  );
}

function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return <>{blocks.map((block, key) => blockOf(block, key))}</>;
}

function blockOf(block: Block, key: number): ComponentChildren {
  switch (block.kind) {
    case 'paragraph':
      return <p key={key}>{runs(block.runs)}</p>;
    case 'list':
      return (
        <ul key={key} class="bulleted">
          {block.items.map((item, index) => (
            <li key={index}>{runs(item)}</li>
          ))}
        </ul>
      );
    case 'pairs':
      return (
        <dl key={key} class="facts">
          {block.pairs.map(({ term, value }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{written(value)}</dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return <TableOf key={key} table={block.table} />;
    default:
      return null;
  }
}

/** How a column stands: to the right where it holds figures, and with room for sentences. */
function columnClass(rows: ReportTable['rows'], index: number): string {
  const cells = rows.flatMap((row) => row[index] ?? []);
  const isNumeric = index > 0 && cells.some(({ kind }) => kind === 'number');
  return [isNumeric ? 'number' : '', cells.some(isLong) ? 'long' : ''].join(' ').trim();
}

function TableOf({ table: { title, columns, rows, empty, notes } }: { readonly table: ReportTable }) {
  const classes = columns.map((_, index) => columnClass(rows, index));
  if (rows.length === 0) return <p class="muted">{empty}</p>;
  return (
    <>
      <div class="table-frame report-table" role="region" tabIndex={0} aria-label={title}>
        <table>
          <caption class="sr-only">{title}</caption>
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th key={column.id} scope="col" class={classes[index]}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, index) =>
                  index === 0 ? (
                    <th key={index} scope="row">
                      {written(cell)}
                    </th>
                  ) : (
                    <td key={index} class={classes[index]}>
                      {written(cell)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {notes.map((note) => (
        <p key={note} class="muted">
          {note}
        </p>
      ))}
    </>
  );
}

const isLong = (cell: Cell | undefined): boolean => cell?.kind === 'text' && cell.text.length > LONG;

/** Days as the pages write them: a report has them in the form of its tables. */
function written(cell: Cell): ComponentChildren {
  return cell.kind === 'date' ? <span class="nowrap">{writeDate(cell.value)}</span> : cell.text;
}

function runs(all: readonly Run[]): ComponentChildren[] {
  return all.map(({ text, bold, italic, code }, key) => {
    if (code) return <code key={key}>{text}</code>;
    if (bold) return <strong key={key}>{text}</strong>;
    return italic ? <em key={key}>{text}</em> : text;
  });
}
