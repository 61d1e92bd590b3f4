// What can be done with a month's report in its present state: submit, return, approve, seal. Each is asked for once more.
import { useState } from 'preact/hooks';
import { problemFrom, send, type Alliance, type ApiProblem } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { ConfirmDialog } from '../components/dialog.js';
import { DateField, FaultSummary, TextAreaField } from '../components/form-fields.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { newId } from '../new-id.js';
import { notify } from '../notices.js';
import { keepActor, keptActor } from '../preferences.js';
import { todayIn } from '../project-months.js';
import { DraftNote } from '../recording/draft-note.js';
import { faultsInWords, faultsNamed } from '../recording/form-words.js';
import { useReasonDraft } from '../recording/use-draft.js';
import { text } from '../text.js';
import { ActorField } from './actor-field.js';
import { leftOf, monthPath, type MonthOverview } from './months.model.js';

type Action = 'submit' | 'return' | 'approve' | 'seal';

const ACTIONS: Readonly<Record<MonthOverview['status'], readonly Action[]>> = {
  open: ['submit'],
  submitted: ['approve', 'return'],
  approved: ['seal'],
  sealed: [],
};
const ROUTES = { submit: 'submission', return: 'return', approve: 'approval', seal: 'seal' } as const;
const DATES = { submit: 'submittedOn', return: 'returnedOn', approve: 'approvedOn', seal: 'sealedOn' } as const;

interface Props {
  readonly alliance: Alliance;
  readonly month: MonthOverview;
  readonly onDone: () => void;
}

interface ActionsProps extends Props {
  /** Something was recorded of the month here since `month` was asked for. */
  readonly outdated: boolean;
}

export function MonthActions({ alliance, month, outdated, onDone }: ActionsProps) {
  const [action, setAction] = useState<Action | undefined>(undefined);
  const words = text.months.actions;
  const possible = ACTIONS[month.status];
  if (possible.length === 0) return null;
  return (
    <div class="form-actions">
      {possible.map((each, index) => (
        <ActButton key={each} class={index === 0 ? '' : 'secondary'} off={outdated} onAct={() => setAction(each)}>
          {words[each]}
        </ActButton>
      ))}
      {action && (
        <ActionDialog
          key={action}
          alliance={alliance}
          month={month}
          action={action}
          onClose={() => setAction(undefined)}
          onDone={() => {
            setAction(undefined);
            onDone();
          }}
        />
      )}
    </div>
  );
}

function ActionDialog({
  alliance: { allianceId, timeZone },
  month,
  action,
  onClose,
  onDone,
}: Props & { readonly action: Action; readonly onClose: () => void }) {
  const words = text.months.actions;
  const [on, setOn] = useState(todayIn(timeZone));
  const { draft, reason, setReason } = useReasonDraft(`${allianceId}.return.m${month.month}`);
  const [actor, setActor] = useState(keptActor);
  const [key] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined);
  const body = { [DATES[action]]: on, ...(action === 'return' ? { reason } : {}) };
  const faults = faultsInWords(problem?.errors ?? [], body);
  const labels = new Map([
    ['reason', words.reason],
    [DATES[action], words.date[action]],
    ['X-Actor', text.months.actor.label],
  ]);
  const faultOf = (field: string): string | undefined => faults.find((fault) => fault.field === field)?.detail;
  const left = leftOf(month);

  const take = async (): Promise<void> => {
    setBusy(true);
    keepActor(actor);
    try {
      await send(`${monthPath(allianceId, month.month)}/${ROUTES[action]}`, body, { idempotencyKey: key });
      draft.done();
      notify({ kind: 'success', message: words.done[action](text.month(month.month)) });
      onDone();
    } catch (error) {
      setProblem(problemFrom(error));
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      title={`${words[action]} · ${text.month(month.month)}`}
      confirmLabel={words[action]}
      danger={action === 'seal'}
      busy={busy}
      onConfirm={() => void take()}
      onClose={onClose}
    >
      <div class="form">
        <div class="stack-small">
          <p>{words.explanation[action]}</p>
          {action === 'seal' && (
            <ul class="bulleted">
              {words.sealMeans.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </div>
        {(action === 'submit' || action === 'approve') && left.length > 0 && (
          <div class="hint-box">
            <p>{words.stillMissing}</p>
            <ul class="bulleted">
              {left.map(({ text: sentence }) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
        )}
        {problem && faults.length === 0 && <ProblemPanel problem={problem} />}
        <FaultSummary faults={faultsNamed(faults, (field) => labels.get(field))} refusal={problem} />
        {action === 'return' && (
          <>
            <DraftNote draft={draft} />
            <TextAreaField label={words.reason} value={reason} onValue={setReason} error={faultOf('reason')} required />
          </>
        )}
        <DateField label={words.date[action]} value={on} onValue={setOn} error={faultOf(DATES[action])} required />
        <ActorField value={actor} onValue={setActor} error={faultOf('X-Actor')} />
      </div>
      {/* It is there before its words are: otherwise they aren't heard. */}
      <div role="status">{busy && action === 'seal' && <p class="working">{words.working}</p>}</div>
    </ConfirmDialog>
  );
}
