// The editor of one text: Markdown beside its preview, a draft that survives, and what to do when someone else was faster.
import { useEffect, useRef, useState } from 'preact/hooks';
import { actorOf } from '../actor.js';
import { problemFrom, type Alliance, type ApiProblem } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { FaultSummary, TextAreaField } from '../components/form-fields.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { writeDate, writeNumber } from '../figure-text.js';
import { newId } from '../new-id.js';
import { notify } from '../notices.js';
import { keepActor, keptActor } from '../preferences.js';
import { todayIn } from '../project-months.js';
import { faultsInWords, faultsNamed } from '../recording/form-words.js';
import { text } from '../text.js';
import { ActorField } from './actor-field.js';
import { Markdown } from './markdown.js';
import type { MonthOverview } from './months.model.js';
import { draftKey, dropDraft, keepDraft, keptDraft } from './narrative-draft.js';
import { savedText, saveNarrative, type Saved } from './save-narrative.js';

interface Props {
  readonly alliance: Alliance;
  readonly month: MonthOverview;
  readonly section: string;
  readonly name: string;
  readonly language: string;
  /** Saved or left; what is shown of the month has to be asked anew. */
  readonly onDone: () => void;
}

export function NarrativeEditor({ alliance, month, section, name, language, onDone }: Props) {
  const { allianceId } = alliance;
  const words = text.months.narrative;
  const draft = draftKey(allianceId, month.month, section, language);
  const [found] = useState(() => keptDraft(draft));
  const [base, setBase] = useState(() => found?.base ?? savedText(month, section, language));
  const [written, setWritten] = useState(() => found?.text ?? base);
  const [kept, setKept] = useState(found !== undefined);
  const [actor, setActor] = useState(keptActor);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined);
  const [conflict, setConflict] = useState<Extract<Saved, { kind: 'conflict' }> | undefined>(undefined);
  const faults = faultsInWords(problem?.errors ?? [], { text: written });
  const labels = new Map([
    ['text', words.text(name)],
    ['X-Actor', text.months.actor.label],
  ]);

  const form = useRef<HTMLFormElement>(null);

  // The button that opened it is gone.
  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);
  useEffect(() => {
    if (written === base && !kept) return;
    setKept(keepDraft(draft, { text: written, base }));
  }, [written, base]);

  const leave = (): void => {
    dropDraft(draft);
    onDone();
  };
  const save = async (over: string): Promise<void> => {
    setBusy(true);
    keepActor(actor);
    try {
      const saved = await saveNarrative({
        ...{ allianceId, month: month.month, section, language, text: written, base: over },
        writtenOn: todayIn(alliance.timeZone),
        idempotencyKey: newId(),
      });
      if (saved.kind === 'saved') {
        notify({ kind: 'success', message: words.saved(name) });
        leave();
        return;
      }
      setConflict(saved);
      setBase(over);
      setProblem(undefined);
    } catch (error) {
      setProblem(problemFrom(error));
    }
    setBusy(false);
  };
  return (
    <form
      ref={form}
      class="form narrative-editor"
      aria-label={name}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save(conflict?.theirs ?? base);
      }}
    >
      {problem && faults.length === 0 && <ProblemPanel problem={problem} />}
      <FaultSummary faults={faultsNamed(faults, (field) => labels.get(field))} refusal={problem} />
      {found && !conflict && <p class="hint-box">{words.draftFound}</p>}
      {conflict && <Conflict conflict={conflict} section={section} language={language} />}
      <div class="narrative-columns">
        <TextAreaField
          label={conflict ? words.yours : words.text(name)}
          hint={words.hint}
          rows={10}
          value={written}
          onValue={setWritten}
          error={faults.find(({ field }) => field === 'text')?.detail}
          required
        />
        <section class="narrative-preview" aria-label={words.preview}>
          <p class="field-label" aria-hidden="true">
            {words.preview}
          </p>
          {written.trim() === '' ? (
            <p class="muted">{words.previewEmpty}</p>
          ) : (
            <Markdown source={written} language={language} />
          )}
        </section>
      </div>
      {/* The number changes with every key: told each time, it would be all that is heard. */}
      <p class="muted narrative-state">
        {words.length(writeNumber([...written].length))}
        <span role="status">{kept && ` · ${words.draftKept}`}</span>
      </p>
      <ActorField value={actor} onValue={setActor} error={faults.find(({ field }) => field === 'X-Actor')?.detail} />
      <div class="form-actions">
        <ActButton type="submit" off={busy}>
          {conflict ? words.saveMine : words.save}
        </ActButton>
        {conflict ? (
          <button type="button" class="secondary" onClick={leave}>
            {words.keepTheirs}
          </button>
        ) : (
          <button type="button" class="secondary" onClick={written === base ? leave : onDone}>
            {text.close}
          </button>
        )}
        {kept && !conflict && written !== base && (
          <button type="button" class="quiet" onClick={leave}>
            {words.discard}
          </button>
        )}
      </div>
    </form>
  );
}

interface ConflictProps {
  readonly conflict: Extract<Saved, { kind: 'conflict' }>;
  readonly section: string;
  readonly language: string;
}

function Conflict({ conflict: { theirs, month }, section, language }: ConflictProps) {
  const words = text.months.narrative;
  const step = month.steps.findLast(
    (each) => each.type === 'NarrativeWritten' && each.section === section && each.language === language,
  );
  return (
    <div class="clash" role="alert">
      <p class="problem-heading">{words.conflict}</p>
      <p>{words.conflictExplanation((step && actorOf(step)) ?? words.someone, writeDate(step?.on ?? month.date))}</p>
      <p class="field-label">{words.theirs}</p>
      <Markdown source={theirs} language={language} />
    </div>
  );
}
