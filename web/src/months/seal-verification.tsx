// The seal of a month: what it stands on, and whether everything is still built as it was sealed.
import { useState } from 'preact/hooks';
import { get, problemFrom, type Alliance, type ApiProblem } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { writeDate, writeNumber } from '../figure-text.js';
import { text } from '../text.js';
import { monthPath, type MonthOverview } from './months.model.js';

interface Verification {
  readonly holds: boolean;
  readonly files: number;
  readonly faults: readonly string[];
}

interface Props {
  readonly alliance: Alliance;
  readonly month: number;
  readonly seal: NonNullable<MonthOverview['seal']>;
}

export function SealVerification({ alliance, month, seal }: Props) {
  const words = text.months.verification;
  const [state, setState] = useState<{ busy?: boolean; result?: Verification; problem?: ApiProblem | undefined }>({});
  const verify = async (): Promise<void> => {
    setState({ busy: true });
    try {
      setState({ result: await get<Verification>(`${monthPath(alliance.allianceId, month)}/verification`) });
    } catch (error) {
      setState({ problem: problemFrom(error) });
    }
  };
  const { result, problem, busy = false } = state;
  return (
    <section class="sheet screen-only" aria-labelledby="verification-heading">
      <div>
        <h2 id="verification-heading">{words.title}</h2>
        <p>{words.sealed(writeDate(seal.sealedOn), writeNumber(seal.events))}</p>
        <p class="muted">
          {words.root}: <code class="root">{seal.root}</code>
        </p>
      </div>
      <p class="muted">{words.lead}</p>
      <div class="form-actions">
        <ActButton class="secondary" off={busy} onAct={() => void verify()}>
          {words.verify}
        </ActButton>
      </div>
      <div role="status">
        {busy && <p class="working">{words.busy}</p>}
        {result?.holds && <p class="good-box">{words.holds(result.files)}</p>}
        {result && !result.holds && (
          <div class="clash">
            <p class="problem-heading">{words.broken}</p>
            <ul class="bulleted">
              {result.faults.map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {problem && <ProblemPanel problem={problem} onRetry={() => void verify()} />}
      <p class="muted">
        {words.elsewhere} <code>npx alliance-kpi verify M{month}.zip</code>
      </p>
    </section>
  );
}
