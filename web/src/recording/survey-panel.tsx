// On the page of a survey: the link for participants, the questions, how many have answered.
import type { Alliance } from '../api.js';
import { writeNumber, writeShare } from '../figure-text.js';
import { notify } from '../notices.js';
import { text } from '../text.js';
import type { Question } from './fact-values.js';
import type { Card } from './recording.api.js';

interface Props {
  readonly alliance: Alliance;
  readonly id: string;
  readonly survey: Card;
}

export function SurveyPanel({ alliance, id, survey }: Props) {
  const words = text.recording.survey;
  const link = `${window.location.origin}/survey/${encodeURIComponent(alliance.allianceId)}/${encodeURIComponent(id)}`;
  const invited = Number(survey['invited']);
  const responses = Number(survey['responses'] ?? 0);
  const { min, max } = survey['scale'] as { readonly min: number; readonly max: number };
  const satisfaction = survey['satisfactionQuestion'];
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      notify({ kind: 'success', message: words.copied });
    } catch {
      // Without https a browser gives no clipboard: the link is selected, to be copied by hand.
      document.querySelector<HTMLInputElement>('#survey-link')?.select();
    }
  };
  return (
    <section class="panel" aria-labelledby="survey-heading">
      <h2 id="survey-heading">{words.answers}</h2>
      <p class="survey-count">{words.response(responses, invited, writeShare(responses / invited))}</p>
      <progress max={invited} value={Math.min(responses, invited)} aria-label={words.answers} />
      {survey.status === 'open' && (
        <div class="survey-link">
          <label for="survey-link">{words.link}</label>
          <p class="field-hint">{words.linkLead}</p>
          <div class="field-row">
            <input id="survey-link" readOnly value={link} onFocus={({ currentTarget }) => currentTarget.select()} />
            <button type="button" onClick={() => void copy()}>
              {words.copy}
            </button>
          </div>
          <p>
            <a href={link} target="_blank" rel="noopener">
              {words.openLink}
            </a>
          </p>
        </div>
      )}
      <h3>{words.questions}</h3>
      <ol class="question-list">
        {(survey['questions'] as readonly Question[]).map((question) => (
          <li key={question.id}>
            <b>{question.id}</b> {question.text}{' '}
            {question.id === satisfaction && (
              <span class="tag">{words.satisfied(writeNumber(Number(survey['satisfiedFrom'])))}</span>
            )}
          </li>
        ))}
      </ol>
      <p class="muted">{text.recording.form.unit(writeNumber(min), writeNumber(max))}</p>
    </section>
  );
}
