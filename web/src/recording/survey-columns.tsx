// For an export of a survey tool: which survey its answers belong to, which of its columns holds which question, and what
// answers in words count as.
import { allianceHref } from '../address.js';
import { pathOf, type Alliance } from '../api.js';
import { Field, SelectField, TextField } from '../components/form-fields.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
import { numberGiven, type Question } from './fact-values.js';

export interface SurveyColumns {
  readonly surveyId: string;
  /** Question by question, the header of its column. */
  readonly columns: Readonly<Record<string, string>>;
  /** A line for each word, such as `Strongly agree = 5`. */
  readonly words: string;
}

export const NO_SURVEY: SurveyColumns = { surveyId: '', columns: {}, words: '' };

interface Survey {
  readonly surveyId: string;
  readonly title: string;
  readonly questions: readonly Question[];
}

interface Props {
  readonly alliance: Alliance;
  readonly value: SurveyColumns;
  readonly onValue: (value: SurveyColumns) => void;
}

export function SurveyColumnsForm({ alliance: { allianceId }, value, onValue }: Props) {
  const words = text.recording.import.answers;
  const { data } = useAnswer<{ surveys: readonly Survey[] }>(`${pathOf(allianceId)}/surveys`, { liveFor: allianceId });
  const surveys = data?.surveys ?? [];
  const survey = surveys.find(({ surveyId }) => surveyId === value.surveyId);
  return (
    <fieldset class="part">
      <legend>{words.title}</legend>
      <SelectField
        label={words.survey}
        value={value.surveyId}
        onValue={(surveyId) => onValue({ ...value, surveyId, columns: {} })}
        options={surveys.map(({ surveyId, title }) => ({ value: surveyId, label: title }))}
        required
      />
      <p>
        {words.unrecorded}{' '}
        <a href={allianceHref(allianceId, 'record/SurveyOpened')}>{text.recording.actions['SurveyOpened']}</a>
      </p>
      {survey && (
        <>
          <p class="muted">{words.columnsLead}</p>
          {survey.questions.map(({ id, text: asked }) => (
            <TextField
              key={id}
              label={asked}
              value={value.columns[id] ?? ''}
              onValue={(header) => onValue({ ...value, columns: { ...value.columns, [id]: header } })}
            />
          ))}
          <Field label={words.words} hint={words.wordsHint}>
            {(ids) => (
              <textarea
                {...ids}
                rows={4}
                value={value.words}
                onInput={({ currentTarget }) => onValue({ ...value, words: currentTarget.value })}
              />
            )}
          </Field>
        </>
      )}
    </fieldset>
  );
}

/** As the settings of an import say it; undefined while it isn't said which survey it is, or where any question stands. */
export function surveySettings({ surveyId, columns, words }: SurveyColumns) {
  const named = Object.entries(columns).filter(([, header]) => header.trim() !== '');
  if (surveyId === '' || named.length === 0) return undefined;
  const questions = Object.fromEntries(named.map(([id, header]) => [id, header.trim()]));
  return { surveyId, questions, words: Object.fromEntries(meaningsIn(words)) };
}

/** Each word with its number, or null where it answers nothing (`Not applicable =`); a line without a sign is refused. */
function meaningsIn(words: string): [string, unknown][] {
  const lines = words.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const sign = line.lastIndexOf('=');
    return sign < 0 ? [line, line] : [line.slice(0, sign).trim(), numberGiven(line.slice(sign + 1)) ?? null];
  });
}
