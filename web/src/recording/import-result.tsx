// What an import would record, or has recorded: facts by kind, refused rows with their remedy, likely duplicates to decide.
import { ActButton } from '../components/act-button.js';
import { DataTable } from '../components/data-table.js';
import { factWords, writeField } from '../facts/fact-words.js';
import { saidAnew, writeNumber } from '../figure-text.js';
import { text } from '../text.js';
import type { ProblemText } from '../text.problems.en.js';
import type { AlikeOrganisation, ImportReport, RefusedRow } from './recording.api.js';

/** Names that mean an organisation, by name, with its id. */
export type Decisions = Readonly<Record<string, string>>;

interface Props {
  readonly report: ImportReport;
  /** What the profile that it was read with says to whoever imports: one of its notices. */
  readonly profileNote: string | undefined;
  readonly busy: boolean;
  /** Which names mean which organisation, as the reader says. */
  readonly decisions: Decisions;
  /** They are others than those that the report rests on: what would be recorded is known when it was checked again. */
  readonly isDecidedAnew: boolean;
  readonly onDecide: (decisions: Decisions) => void;
  readonly onAgain: () => void;
  readonly onRecord: (skipInvalid: boolean) => void;
}

export function ImportResult(props: Props) {
  const { report, profileNote, busy, decisions, isDecidedAnew, onDecide, onAgain, onRecord } = props;
  const words = text.recording.import;
  const facts = Object.values(report.events).reduce((sum, count) => sum + count, 0);
  const canRecord = report.dryRun && facts > 0 && !isDecidedAnew;
  return (
    <section class="panel" aria-labelledby="import-heading">
      <h2 id="import-heading">{report.dryRun ? words.result : words.done}</h2>
      <p>
        {words.rows(report.rows)}
        {report.profile !== null && <span class="muted"> · {report.profile}</span>}
      </p>
      {facts === 0 && report.refusedRows === 0 && <p>{words.nothing}</p>}
      <ul class="count-list">
        {Object.entries(report.events).map(([type, count]) => (
          <li key={type}>
            <b>{writeNumber(count)} ×</b> {factWords(type)}
          </li>
        ))}
      </ul>
      {report.alreadyThere > 0 && <p>{words.alreadyThere(report.alreadyThere)}</p>}
      {Object.entries(report.leftOut).map(([why, count]) => (
        <p key={why}>{words.leftOut(count, words.whyLeftOut[why] ?? why)}</p>
      ))}
      {report.kept.length > 0 && <p>{words.kept(report.kept.length)}</p>}
      {report.notices.map((notice) => (
        <p key={notice} class="note">
          {notice === profileNote ? (words.profileNotes[report.profile ?? ''] ?? notice) : notice}
        </p>
      ))}
      {report.refusedRows > 0 && <RefusedRows report={report} />}
      {report.dryRun && report.likelyDuplicates.length > 0 && (
        <Alike report={report} decisions={decisions} onDecide={onDecide} />
      )}
      {report.dryRun && isDecidedAnew && (
        <p>
          <ActButton class="secondary" off={busy} onAct={onAgain}>
            {words.decide}
          </ActButton>
        </p>
      )}
      {report.preview.length > 0 && <Preview report={report} />}
      {canRecord && (
        <div class="form-actions">
          <ActButton off={busy} onAct={() => onRecord(report.refusedRows > 0)}>
            {report.refusedRows > 0 ? words.recordValid(facts) : words.record(facts)}
          </ActButton>
        </div>
      )}
    </section>
  );
}

const saidOfFile = (said: string): string | undefined => saidAnew(said, text.problems.files);

/** What has words by its code, but for what is missing without a column: only the service's words name it. */
const inWords = ({ code, column }: RefusedRow): ProblemText | undefined =>
  code === 'missing' && column === undefined ? undefined : text.problems.types[code];

function RefusedRows({ report }: { report: ImportReport }) {
  const words = text.recording.import;
  return (
    <div class="refused-rows">
      <h3>{words.refused(report.refusedRows)}</h3>
      <p class="muted">
        {report.dryRun ? words.refusedLead(report.refusedRows) : words.leftOutLead(report.refusedRows)}
      </p>
      <DataTable
        caption={words.refused(report.refusedRows)}
        columns={[
          { key: 'row', header: words.row, value: ({ row }) => row },
          { key: 'column', header: words.column, value: ({ column }) => column ?? null },
          { key: 'value', header: words.value, value: ({ value }) => value ?? null },
          {
            key: 'detail',
            header: words.why,
            value: (row) => saidOfFile(row.detail) ?? inWords(row)?.title ?? row.detail,
          },
          {
            key: 'remedy',
            header: words.remedy,
            value: (row) => saidOfFile(row.remedy) ?? inWords(row)?.remedy ?? row.remedy,
          },
        ]}
        rows={report.refused}
        rowKey={({ row, column, detail }) => `${row} ${column ?? ''} ${detail}`}
        fileName="refused-rows"
        empty={null}
      />
    </div>
  );
}

interface AlikeProps {
  readonly report: ImportReport;
  readonly decisions: Decisions;
  readonly onDecide: (decisions: Decisions) => void;
}

const idOf = ({ id, made }: AlikeOrganisation): string | undefined => id ?? made;

/** For each group: one of them is the organisation, or they are different ones. */
function Alike({ report, decisions, onDecide }: AlikeProps) {
  const words = text.recording.import;
  return (
    <div class="alike">
      <h3>{words.duplicates}</h3>
      <p class="muted">{words.duplicatesLead}</p>
      {report.likelyDuplicates.map(({ organisations }, group) => {
        const choose = (chosen: (typeof organisations)[number] | undefined): void => {
          const others = Object.entries(decisions).filter(
            ([name]) => !organisations.some((each) => each.name === name),
          );
          const id = chosen && idOf(chosen);
          const same = id === undefined ? [] : organisations.map(({ name }) => [name, id] as const);
          onDecide(Object.fromEntries([...others, ...same]));
        };
        const current = decisions[organisations[0]?.name ?? ''];
        return (
          <fieldset key={organisations.map(({ name }) => name).join()} class="part">
            <legend>
              {organisations
                .map(({ name, row }) => (row === undefined ? name : `${name} (${words.row.toLowerCase()} ${row})`))
                .join(' · ')}
            </legend>
            <label class="checkbox">
              <input
                type="radio"
                name={`alike-${group}`}
                checked={current === undefined}
                onChange={() => choose(undefined)}
              />
              <span>{words.different}</span>
            </label>
            {organisations.map((each) => (
              <label key={each.name} class="checkbox">
                <input
                  type="radio"
                  name={`alike-${group}`}
                  checked={current !== undefined && current === idOf(each)}
                  onChange={() => choose(each)}
                />
                <span>{words.sameAs(each.name)}</span>
              </label>
            ))}
          </fieldset>
        );
      })}
    </div>
  );
}

function Preview({ report }: { report: ImportReport }) {
  const words = text.recording.import;
  return (
    <details class="fold">
      <summary>{words.preview}</summary>
      <ul class="preview-list">
        {report.preview.map(({ row, stream, type, data }) => (
          <li key={`${row} ${stream} ${type}`}>
            <b>
              {words.row} {row}: {factWords(type)}
            </b>{' '}
            {Object.entries(data)
              .map(([name, value]) => writeField(name, value))
              .join(' · ')}
          </li>
        ))}
      </ul>
    </details>
  );
}
