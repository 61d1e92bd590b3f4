// Import of a list: choose a file, see what would be recorded and what is refused, decide, record; and take imports back.
import './recording.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiProblem, problemFrom, type Alliance } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { Field, SelectField } from '../components/form-fields.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { writeShare } from '../figure-text.js';
import { announce } from '../notices.js';
import type { AlliancePageProps } from '../routes.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
import { EarlierImports } from './earlier-imports.js';
import { ImportResult, type Decisions } from './import-result.js';
import { importFile, type ImportReport } from './recording.api.js';
import { NO_SURVEY, SurveyColumnsForm, surveySettings } from './survey-columns.js';

interface Template {
  readonly kind: string;
  readonly title: string;
  readonly files: readonly string[];
}

interface NamedProfile {
  readonly name: string;
  readonly profile: {
    readonly title?: string;
    readonly note?: string;
    readonly kind?: string;
    readonly survey?: unknown;
  };
}

/** What is known of the file that was chosen. */
interface Checked {
  readonly report?: ImportReport | undefined;
  /** The decisions that it rests on. */
  readonly organisations?: Decisions;
  readonly problem?: ApiProblem | undefined;
}

export function ImportPage({ alliance }: AlliancePageProps) {
  const words = text.recording.import;
  const templates = useAnswer<{ templates: readonly Template[] }>('/api/import-templates');
  const [recordings, setRecordings] = useState(0);
  const [reversals, setReversals] = useState(0);
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <ImportForm
        alliance={alliance}
        templates={templates.data?.templates ?? []}
        reversals={reversals}
        onRecorded={() => setRecordings((count) => count + 1)}
      />
      <section class="panel" aria-labelledby="templates-heading">
        <h2 id="templates-heading">{words.templates}</h2>
        <p class="muted">{words.templatesLead}</p>
        <ul class="template-list">
          {(templates.data?.templates ?? []).map((template) => (
            <li key={template.kind}>
              <b>{titleOf(template)}</b>
              {template.files.map((file) => (
                <a key={file} href={`${file}?language=${text.language}`} download>
                  {file.slice(file.lastIndexOf('.') + 1).toUpperCase()} <span class="sr-only">{titleOf(template)}</span>
                </a>
              ))}
            </li>
          ))}
        </ul>
        <p class="muted">
          {words.other} <a href="/api/docs">{text.footer.apiDocs}</a>
        </p>
      </section>
      <EarlierImports key={recordings} alliance={alliance} onReversed={() => setReversals((count) => count + 1)} />
    </>
  );
}

interface FormProps {
  readonly alliance: Alliance;
  readonly templates: readonly Template[];
  /** How many imports were taken back on this page: what was found before says nothing any more. */
  readonly reversals: number;
  readonly onRecorded: () => void;
}

function ImportForm({ alliance, templates, reversals, onRecorded }: FormProps) {
  const words = text.recording.import;
  const profiles = useAnswer<{ profiles: readonly NamedProfile[] }>('/api/import-profiles').data?.profiles ?? [];
  const [file, setFile] = useState<File | undefined>(undefined);
  const [kind, setKind] = useState('');
  const [profile, setProfile] = useState('');
  const [dates, setDates] = useState(words.usualDates);
  const [progress, setProgress] = useState<number | undefined>(undefined);
  const [checked, setChecked] = useState<Checked>({});
  const [organisations, setOrganisations] = useState<Decisions>({});
  const [surveyColumns, setSurveyColumns] = useState(NO_SURVEY);
  const result = useRef<HTMLDivElement>(null);
  const reading = profiles.find(({ name }) => name === profile)?.profile;
  const ofAnswers = reading?.kind === 'answers' && reading.survey === undefined;
  const survey = ofAnswers ? surveySettings(surveyColumns) : undefined;

  const run = async (options: { record?: boolean; skipInvalid?: boolean } = {}): Promise<void> => {
    if (!file) return;
    const { record = false, skipInvalid = false } = options;
    const query = new URLSearchParams({ dryRun: String(!record), language: text.language });
    if (skipInvalid) query.set('skipInvalid', 'true');
    if (kind !== '') query.set('kind', kind);
    if (profile !== '') query.set('profile', profile);
    const settings = {
      ...(dates === '' ? {} : { dates }),
      ...(Object.keys(organisations).length === 0 ? {} : { organisations }),
      ...(survey === undefined ? {} : { survey }),
    };
    if (Object.keys(settings).length > 0) query.set('settings', JSON.stringify(settings));
    setProgress(0);
    try {
      const report = await importFile(alliance.allianceId, file, query, setProgress);
      setChecked({ report, organisations });
      announce(report.dryRun ? words.result : words.done);
      if (!report.dryRun) onRecorded();
    } catch (error) {
      setChecked({ problem: problemFrom(error) });
    } finally {
      setProgress(undefined);
      result.current?.focus();
    }
  };

  useEffect(() => setChecked({}), [reversals]);

  /** What was checked otherwise than is chosen now says nothing of what would be recorded. */
  const choose =
    <T,>(set: (chosen: T) => void) =>
    (chosen: T): void => {
      setChecked({});
      set(chosen);
    };
  const chooseFile = (chosen: File | undefined): void => {
    choose(setFile)(chosen);
    setOrganisations({});
  };

  return (
    <>
      <form
        class="form panel"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        {/* What is being checked or recorded is what stands there. */}
        <div class="import-choices" inert={progress !== undefined}>
          <Field label={words.file} hint={words.fileHint} required>
            {(ids) => (
              <input
                {...ids}
                type="file"
                accept=".csv,.xlsx,text/csv"
                onClick={({ currentTarget }) => {
                  // Of a file that is chosen again, once it is corrected, a browser tells only where none was chosen.
                  currentTarget.value = '';
                  chooseFile(undefined);
                }}
                onChange={({ currentTarget }) => chooseFile(currentTarget.files?.[0])}
              />
            )}
          </Field>
          <div class="field-row">
            <SelectField
              label={words.kind}
              emptyLabel={words.byHeaders}
              options={templates.map((template) => ({ value: template.kind, label: titleOf(template) }))}
              value={kind}
              onValue={choose(setKind)}
            />
            <SelectField
              label={words.profile}
              emptyLabel={words.byHeaders}
              options={profiles.map(({ name, profile: { title } }) => ({
                value: name,
                label: (Object.hasOwn(words.profiles, name) ? words.profiles[name] : title) ?? name,
              }))}
              value={profile}
              onValue={(chosen) => {
                choose(setProfile)(chosen);
                // A profile knows how its files write dates.
                if (chosen !== '') setDates('');
              }}
            />
            <SelectField
              label={words.dates}
              emptyLabel={words.datesByProfile}
              options={Object.entries(words.dateForms).map(([value, label]) => ({ value, label }))}
              value={dates}
              onValue={choose(setDates)}
            />
          </div>
          {ofAnswers && (
            <SurveyColumnsForm alliance={alliance} value={surveyColumns} onValue={choose(setSurveyColumns)} />
          )}
        </div>
        <div class="form-actions">
          <ActButton type="submit" off={!file || progress !== undefined || (ofAnswers && survey === undefined)}>
            {words.check}
          </ActButton>
        </div>
        {progress !== undefined && (
          <p class="import-progress" role="status">
            <progress max={1} value={progress} aria-label={words.check} /> {words.checking(writeShare(progress))}
          </p>
        )}
      </form>
      <div ref={result} tabIndex={-1} class="stack import-result">
        {checked.problem && <ProblemPanel problem={checked.problem} isOfFile />}
        {checked.report && (
          <ImportResult
            report={checked.report}
            profileNote={profiles.find(({ name }) => name === checked.report?.profile)?.profile.note}
            busy={progress !== undefined}
            decisions={organisations}
            isDecidedAnew={organisations !== checked.organisations}
            onDecide={setOrganisations}
            onAgain={() => void run()}
            onRecord={(skipInvalid) => void run({ record: true, skipInvalid })}
          />
        )}
      </div>
    </>
  );
}

function titleOf({ kind, title }: Template): string {
  return text.recording.import.kinds[kind] ?? title;
}
