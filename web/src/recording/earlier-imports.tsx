// The imports there were, and the way to take one back as a whole.
import { useState } from 'preact/hooks';
import { actorOf } from '../actor.js';
import { pathOf, problemFrom, send, type Alliance, type ApiProblem } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { DataTable } from '../components/data-table.js';
import { ConfirmDialog } from '../components/dialog.js';
import { TextAreaField, useFocusAtFault } from '../components/form-fields.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { factWords } from '../facts/fact-words.js';
import { writeInstant } from '../figure-text.js';
import { notify } from '../notices.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
import { DraftNote } from './draft-note.js';
import { faultsInWords } from './form-words.js';
import type { ImportEntry } from './recording.api.js';
import { useReasonDraft } from './use-draft.js';

interface Props {
  readonly alliance: Alliance;
  readonly onReversed: () => void;
}

export function EarlierImports({ alliance: { allianceId }, onReversed }: Props) {
  const words = text.recording.import;
  const { data, problem, outdated, retry } = useAnswer<{ imports: readonly ImportEntry[] }>(
    `${pathOf(allianceId)}/imports`,
    {
      liveFor: allianceId,
    },
  );
  const [reversing, setReversing] = useState<ImportEntry | undefined>(undefined);
  const eventsOf = ({ events }: ImportEntry): string =>
    Object.entries(events)
      .map(([type, count]) => `${count} × ${factWords(type)}`)
      .join(', ');
  const stateOf = ({ reversed }: ImportEntry): string =>
    reversed ? words.reversed(reversed.retracted, reversed.reason) : words.stands;
  return (
    <section class="panel" aria-labelledby="imports-heading">
      <h2 id="imports-heading">{words.earlier}</h2>
      {problem && <ProblemPanel problem={problem} onRetry={retry} />}
      {data && (
        <DataTable
          caption={words.earlier}
          columns={[
            {
              key: 'recordedAt',
              header: words.recordedAt,
              value: ({ recordedAt }) => recordedAt,
              cell: ({ recordedAt }) => writeInstant(recordedAt),
            },
            { key: 'actor', header: words.by, value: (entry) => actorOf(entry) ?? text.recording.thing.unverified },
            { key: 'events', header: words.events, value: eventsOf },
            {
              key: 'state',
              header: text.recording.list.state,
              value: stateOf,
              cell: (entry) =>
                entry.reversed ? (
                  stateOf(entry)
                ) : (
                  <ActButton class="quiet" off={outdated} onAct={() => setReversing(entry)}>
                    {words.reverse}
                  </ActButton>
                ),
            },
          ]}
          rows={data.imports}
          rowKey={({ importId }) => importId}
          fileName={`${allianceId}-imports`}
          empty={<p class="muted">{words.noEarlier}</p>}
        />
      )}
      {reversing && (
        <Reversal
          allianceId={allianceId}
          entry={reversing}
          onClose={() => setReversing(undefined)}
          onDone={(retracted) => {
            notify({ kind: 'success', message: words.reversedNow(retracted) });
            setReversing(undefined);
            retry();
            onReversed();
          }}
        />
      )}
    </section>
  );
}

interface ReversalProps {
  readonly allianceId: string;
  readonly entry: ImportEntry;
  readonly onClose: () => void;
  readonly onDone: (retracted: number) => void;
}

function Reversal({ allianceId, entry, onClose, onDone }: ReversalProps) {
  const words = text.recording.import;
  const { draft, reason, setReason } = useReasonDraft(`${allianceId}.reversal.${entry.importId}`);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined);
  const box = useFocusAtFault<HTMLDivElement>(problem);
  const fault = faultsInWords(problem?.errors ?? [], { reason }).find(({ field }) => field === 'reason');
  const reverse = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const path = `${pathOf(allianceId)}/imports/${entry.importId}/reversal`;
      const { retracted } = await send<{ retracted: number }>(path, { reason });
      draft.done();
      onDone(retracted);
    } catch (error) {
      setProblem(problemFrom(error));
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      title={words.reverse}
      confirmLabel={words.reverse}
      danger
      busy={busy}
      onClose={onClose}
      onConfirm={() => void reverse()}
    >
      <p class="dialog-lead">{words.reverseLead}</p>
      <DraftNote draft={draft} />
      {problem && !fault && <ProblemPanel problem={problem} />}
      <div ref={box}>
        <TextAreaField
          label={text.recording.amend.reason}
          required
          rows={2}
          error={fault?.detail}
          value={reason}
          onValue={(value) => {
            setProblem(undefined);
            setReason(value);
          }}
        />
      </div>
    </ConfirmDialog>
  );
}
