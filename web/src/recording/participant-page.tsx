// The page of a survey for those who answer it: no account, no trace of who they are, made for a phone.
import './recording.css';
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { pathOf, problemFrom, send, type Alliance, type ApiProblem } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { FaultSummary, SelectField } from '../components/form-fields.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { fieldLabel } from '../facts/fact-words.js';
import { writeDate } from '../figure-text.js';
import { newId } from '../new-id.js';
import { todayIn } from '../project-months.js';
import { Alliances } from '../shell/alliances.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
import { useUniqueId } from '../use-unique-id.js';
import { categoryOptions, countryOptions } from './choices.js';
import { asEntered, numberGiven, type Question } from './fact-values.js';
import type { Card } from './recording.api.js';

/** More steps than this are entered as a number. */
const MOST_STEPS = 11;

interface Survey extends Card {
  readonly title: string;
  readonly openedOn: string;
  readonly closesOn: string;
  readonly closedOn?: string;
  readonly questions: readonly Question[];
  readonly scale: { readonly min: number; readonly max: number };
}

export function ParticipantPage({ params = {} }: { readonly params?: Readonly<Record<string, string>> }) {
  const { allianceId = '', surveyId = '' } = params;
  const words = text.recording.survey;
  const { alliances } = useContext(Alliances);
  const alliance = alliances?.find((each) => each.allianceId === allianceId);
  const { data, problem, retry } = useAnswer<Survey>(`${pathOf(allianceId)}/surveys/${encodeURIComponent(surveyId)}`);
  const [sent, setSent] = useState(false);
  useEffect(() => {
    document.title = data?.title ?? text.product;
  }, [data?.title]);
  if (problem && problem.status !== 404) return <ProblemPanel problem={problem} onRetry={retry} />;
  if (problem || (alliances && !alliance)) return <Message title={words.unknown} lead={words.unknownLead} />;
  if (!data || !alliance) return <p class="loading">{text.loading}</p>;
  const last = data.closedOn ?? data.closesOn;
  const today = todayIn(alliance.timeZone);
  const of = `${alliance.name} · ${data.title}`;
  if (sent) return <Message of={of} title={words.thanks} lead={words.thanksLead} isNew />;
  if (today < data.openedOn)
    return <Message of={of} title={words.notYet} lead={words.notYetLead(writeDate(data.openedOn))} />;
  if (today > last) return <Message of={of} title={words.closed} lead={words.closedLead(writeDate(last))} />;
  return (
    <article class="participant">
      <p class="muted">{alliance.name}</p>
      <h1>{data.title}</h1>
      <p>{words.lead}</p>
      <p class="muted">{words.until(writeDate(last))}</p>
      <Answers alliance={alliance} surveyId={surveyId} survey={data} onSent={() => setSent(true)} />
    </article>
  );
}

interface MessageProps {
  /** Alliance and survey, where there is one. */
  readonly of?: string;
  readonly title: string;
  readonly lead: string;
  readonly isNew?: boolean;
}

function Message({ of, title, lead, isNew = false }: MessageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNew) heading.current?.focus();
  }, []);
  return (
    <article class="participant participant-message">
      {of !== undefined && <p class="muted">{of}</p>}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>{lead}</p>
    </article>
  );
}

interface AnswersProps {
  readonly alliance: Alliance;
  readonly surveyId: string;
  readonly survey: Survey;
  readonly onSent: () => void;
}

function Answers({ alliance, surveyId, survey, onSent }: AnswersProps) {
  const words = text.recording.survey;
  const { questions, scale } = survey;
  /** One response, however often it is sent: a random id that says nothing of who answers. */
  const response = useMemo(() => ({ responseId: `r-${newId()}`, key: newId() }), []);
  /** By question: in a plain object, `toString` would seem to be answered. */
  const [answers, setAnswers] = useState<ReadonlyMap<string, number | string>>(new Map());
  const [about, setAbout] = useState({ memberCategory: '', country: '' });
  const [faults, setFaults] = useState<readonly { field: string; detail: string }[]>([]);
  /** How often it was sent: a refusal takes the focus once. */
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined);

  const isBegun = answers.size > 0;
  // Nothing of what is answered is kept in the device: whoever would leave or reload the page is asked.
  useEffect(() => {
    if (!isBegun) return undefined;
    const hold = (event: Event): void => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [isBegun]);

  const submit = async (): Promise<void> => {
    setProblem(undefined);
    setAttempt(attempt + 1);
    if (!isBegun) return setFaults([{ field: 'answers', detail: words.none }]);
    setFaults([]);
    setBusy(true);
    const body = {
      responseId: response.responseId,
      answeredOn: todayIn(alliance.timeZone),
      answers: Object.fromEntries(questions.map(({ id }) => [id, answers.get(id) ?? null])),
      ...(about.memberCategory === '' ? {} : { memberCategory: about.memberCategory }),
      ...(about.country === '' ? {} : { country: about.country }),
    };
    const path = `${pathOf(alliance.allianceId)}/surveys/${encodeURIComponent(surveyId)}/answers`;
    try {
      await send(path, body, { idempotencyKey: response.key, isAnonymous: true });
      onSent();
    } catch (error) {
      const found = problemFrom(error);
      setProblem(found);
      setFaults(faultsOf(survey, found));
      setBusy(false);
    }
  };

  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <FaultSummary faults={faults} refusal={attempt} />
      {questions.map((question) => (
        <QuestionField
          key={question.id}
          question={question}
          scale={scale}
          answer={answers.get(question.id)}
          isFault={faults.some(({ field }) => field === answerField(question))}
          onAnswer={(answer) => {
            const others = [...answers].filter(([id]) => id !== question.id);
            setFaults(faults.filter(({ field }) => field !== answerField(question)));
            setAnswers(new Map(answer === undefined ? others : [...others, [question.id, answer]]));
          }}
        />
      ))}
      <fieldset class="field-group">
        <legend>{words.about}</legend>
        <p class="field-hint">{words.aboutLead}</p>
        <SelectField
          label={fieldLabel('SurveyAnswered', 'memberCategory')}
          options={categoryOptions()}
          value={about.memberCategory}
          onValue={(memberCategory) => setAbout({ ...about, memberCategory })}
        />
        <SelectField
          label={fieldLabel('SurveyAnswered', 'country')}
          options={countryOptions()}
          value={about.country}
          onValue={(country) => setAbout({ ...about, country })}
        />
      </fieldset>
      {problem?.code === 'id-reused' && (
        <p class="problem" role="alert">
          {words.already}
        </p>
      )}
      {problem && problem.code !== 'id-reused' && !problem.errors.some(({ field }) => field.startsWith('answers.')) && (
        <ProblemPanel
          problem={problem}
          {...(problem.status === 0 ? { heading: words.lost } : {})}
          onRetry={() => void submit()}
        />
      )}
      <ActButton type="submit" class="participant-send" off={busy}>
        {busy ? words.sending : words.send}
      </ActButton>
    </form>
  );
}

/** Where the answer to a question stands in what is sent. */
const answerField = ({ id }: Question): string => `answers.${id}`;

/** Of an answer nothing can be wrong but that it is none of the scale's. */
function faultsOf({ questions, scale }: Survey, problem: ApiProblem | undefined) {
  const refused = questions.filter((question) => problem?.errors.some(({ field }) => field === answerField(question)));
  return refused.map((question) => ({
    field: answerField(question),
    detail: `${question.text}: ${inScale(scale)}`,
  }));
}

function inScale({ min, max }: Survey['scale']): string {
  return text.recording.survey.inScale(asEntered(min), asEntered(max));
}

interface QuestionProps {
  readonly question: Question;
  readonly scale: Survey['scale'];
  readonly answer: number | string | undefined;
  /** It was sent, and refused. */
  readonly isFault: boolean;
  /** A text is what was typed and is no number: the service says so. */
  readonly onAnswer: (answer: number | string | undefined) => void;
}

function QuestionField({ question, scale, answer, isFault, onAnswer }: QuestionProps) {
  const { min, max } = scale;
  const hintId = useUniqueId();
  const words = text.recording.survey;
  /** As it is typed: of "7.0" on the way to "7.05" the number would be 7. */
  const [typed, setTyped] = useState('');
  const isWhole = Number.isInteger(min) && Number.isInteger(max) && max - min < MOST_STEPS;
  if (!isWhole) {
    return (
      <fieldset class={isFault ? 'question has-error' : 'question'}>
        <legend>{question.text}</legend>
        <p class={isFault ? 'field-error' : 'field-hint'} id={hintId}>
          {inScale(scale)}
        </p>
        <input
          type="text"
          inputMode="decimal"
          autocomplete="off"
          aria-label={question.text}
          aria-describedby={hintId}
          aria-invalid={isFault || undefined}
          value={typed}
          onInput={({ currentTarget: { value } }) => {
            setTyped(value);
            onAnswer(numberGiven(value));
          }}
        />
      </fieldset>
    );
  }
  const steps = Array.from({ length: max - min + 1 }, (_, i) => min + i);
  const choice = (value: number | undefined, label: string, end = '') => (
    <label key={label} class={value === undefined ? 'choice choice-none' : 'choice'}>
      <input type="radio" name={question.id} checked={answer === value} onChange={() => onAnswer(value)} />
      <span>
        {label}
        {end !== '' && <span class="choice-end">{end}</span>}
      </span>
    </label>
  );
  return (
    <fieldset class="question">
      <legend>{question.text}</legend>
      <div class="choices">
        {steps.map((step) =>
          choice(step, String(step), step === min ? words.least : step === max ? words.greatest : ''),
        )}
        {choice(undefined, words.skip)}
      </div>
    </fieldset>
  );
}
