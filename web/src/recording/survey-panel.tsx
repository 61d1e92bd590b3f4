// On the page of a survey: the link for participants, the questions, how many have answered, and the figure that came of it.
import { allianceHref } from '../address.js';
import { pathOf, type Alliance, type IndicatorList } from '../api.js';
import { writeDate, writeNumber, writeShare, writeValue } from '../figure-text.js';
import { notify } from '../notices.js';
import { dayOf, isoDate } from '../project-months.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
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
      {survey.status === 'closed' && <Result alliance={alliance} id={id} closedOn={closedAt(survey)} />}
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

/** The day from whose end on it is closed: that of its closing, else the day after the last one for answers. */
function closedAt({ closedOn, closesOn }: Card): string {
  return typeof closedOn === 'string' ? closedOn : isoDate(dayOf(String(closesOn)) + 1);
}

interface ResultProps {
  readonly alliance: Alliance;
  readonly id: string;
  readonly closedOn: string;
}

/** The figure that this survey made on the day on which it closed; nothing for one that says nothing of satisfaction. */
function Result({ alliance: { allianceId }, id, closedOn }: ResultProps) {
  const words = text.recording.survey;
  const { data } = useAnswer<IndicatorList>(`${pathOf(allianceId)}/indicators`, { at: closedOn, liveFor: allianceId });
  const made = data?.indicators.find(({ companions }) => companions['surveyId'] === id);
  if (!made || made.value === null) return null;
  const { denominator, responses, invited, interval } = made.companions;
  const [low, high] = Array.isArray(interval) ? (interval as readonly [number, number]) : [];
  return (
    <>
      <h3>{words.result}</h3>
      <p class="survey-count">{words.satisfaction(writeValue(made.value, made.unit))}</p>
      {low !== undefined && high !== undefined && (
        <p>{`${text.companions.interval}: ${text.companions.intervalOf(writeValue(low, made.unit), writeValue(high, made.unit))}`}</p>
      )}
      <p>{words.counted(...([denominator, responses, invited].map(Number) as [number, number, number]))}</p>
      <p>
        <a href={allianceHref(allianceId, `indicators/${encodeURIComponent(made.id)}`, { at: closedOn })}>
          {words.toIndicator(made.id, writeDate(closedOn))}
        </a>
      </p>
    </>
  );
}
