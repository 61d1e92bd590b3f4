// The files of a report: for whom, in which language and format; built on demand, with how far they are.
import { useEffect, useRef, useState } from 'preact/hooks';
import { pathOf, problemFrom, type Alliance, type ApiProblem } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { SelectField } from '../components/form-fields.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { writeNumber } from '../figure-text.js';
import { notify } from '../notices.js';
import { text } from '../text.js';
import { buildFile } from './build-file.js';
import type { ReportKinds } from './months.model.js';

/** What people take away first. */
const ORDER = ['pdf', 'docx', 'xlsx', 'ods', 'csv', 'json', 'zip'];
const KIB = 1024;

interface Props {
  readonly alliance: Alliance;
  readonly kinds: ReportKinds;
  /** The file without its format, below the alliance: `reports/M24`, `comparison`. */
  readonly file: string;
  /** What the file is asked with besides audience and language. */
  readonly query?: string | undefined;
  readonly lead?: string | undefined;
  readonly formats?: readonly string[] | undefined;
}

export function ReportFiles({ alliance, kinds, file, query, lead, formats = kinds.formats }: Props) {
  const words = text.months.files;
  const [audience, setAudience] = useState('funder');
  const [language, setLanguage] = useState<string>(text.language);
  const [building, setBuilding] = useState<{ readonly format: string; readonly done: number } | undefined>(undefined);
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined);
  const abort = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => abort.current?.abort(), []);

  const build = async (format: string): Promise<void> => {
    const controller = new AbortController();
    abort.current = controller;
    setProblem(undefined);
    setBuilding({ format, done: 0 });
    const asked = [`audience=${audience}`, `language=${language}`, ...(query === undefined ? [] : [query])].join('&');
    try {
      const path = `${pathOf(alliance.allianceId)}/${file}.${format}`;
      const { name, bytes } = await buildFile(path, asked, (done) => setBuilding({ format, done }), controller.signal);
      notify({ kind: 'success', message: words.done(name, `${writeNumber(Math.ceil(bytes / KIB))} KiB`) });
    } catch (error) {
      setProblem(problemFrom(error));
    }
    setBuilding(undefined);
  };
  const named = (format: string): string => words.formats[format] ?? format.toUpperCase();
  return (
    <section class="sheet screen-only" aria-labelledby="files-heading">
      <div>
        <h2 id="files-heading">{words.title}</h2>
        {lead !== undefined && <p class="muted">{lead}</p>}
      </div>
      <div class="field-pairs file-choices">
        <SelectField
          label={words.audience}
          value={audience}
          onValue={(chosen) => setAudience(chosen === '' ? 'funder' : chosen)}
          options={kinds.audiences.map((value) => ({ value, label: audienceName(value) }))}
          required
        />
        <SelectField
          label={words.language}
          value={language}
          onValue={(chosen) => setLanguage(chosen === '' ? text.language : chosen)}
          options={kinds.languages.map((each) => ({ value: each.language, label: each.name }))}
          required
        />
      </div>
      {problem && <ProblemPanel problem={problem} />}
      <div class="file-list">
        {ORDER.filter((format) => formats.includes(format)).map((format) => (
          <ActButton key={format} class="secondary" off={building !== undefined} onAct={() => void build(format)}>
            {named(format)}
          </ActButton>
        ))}
      </div>
      {/* It is there before its words are: otherwise they aren't heard. */}
      <div class="building" role="status">
        {building && (
          <>
            <span>{words.building(named(building.format))}</span>
            <progress aria-label={words.building(named(building.format))} max={1} value={building.done} />
          </>
        )}
      </div>
    </section>
  );
}

function audienceName(audience: string): string {
  const { audiences } = text.months.files;
  return audience in audiences ? audiences[audience as keyof typeof audiences] : audience;
}
