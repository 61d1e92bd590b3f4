// The texts of a month's report: what is written and what is missing, in one language at a time, each with its editor.
import { useRef, useState } from 'preact/hooks';
import type { Alliance } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { SelectField } from '../components/form-fields.js';
import { writeDate } from '../figure-text.js';
import { text } from '../text.js';
import { Markdown } from './markdown.js';
import { sectionName, type MonthOverview, type ReportKinds } from './months.model.js';
import { NarrativeEditor } from './narrative-editor.js';

interface Props {
  readonly alliance: Alliance;
  readonly month: MonthOverview;
  /** Something was recorded of the month here since `month` was asked for. */
  readonly outdated: boolean;
  readonly titles: ReadonlyMap<string, string>;
  readonly kinds: ReportKinds;
  readonly onChanged: () => void;
}

export function NarrativeList({ alliance, month, outdated, titles, kinds, onChanged }: Props) {
  const words = text.months.narrative;
  const [language, setLanguage] = useState<string>(text.language);
  const [edited, setEdited] = useState<string | undefined>(undefined);
  /** The text whose editor was just left: its button, which stands there again, takes the focus. */
  const left = useRef<string>();
  const isLocked = month.status === 'approved' || month.status === 'sealed';
  const sections = [
    ...new Set(['summary', ...month.measured, 'deviations', ...month.narratives.map(({ section }) => section)]),
  ];
  const languages = kinds.languages.map((each) => ({ value: each.language, label: each.name }));
  return (
    <section class="sheet" aria-labelledby="narratives-heading">
      <div class="sheet-head">
        <div>
          <h2 id="narratives-heading">{words.title}</h2>
          <p class="muted">{isLocked ? words.locked : words.lead}</p>
        </div>
        <SelectField
          label={words.language}
          value={language}
          onValue={(chosen) => {
            setEdited(undefined);
            setLanguage(chosen === '' ? text.language : chosen);
          }}
          options={languages}
          required
        />
      </div>
      {sections.map((section) => {
        const name = sectionName(section, titles);
        const all = month.narratives.filter((each) => each.section === section);
        const shown = all.find((each) => each.language === language);
        const elsewhere = all.filter((each) => each.language !== language).map((each) => nameOf(each.language, kinds));
        return (
          <article key={`${section} ${language}`} class="narrative" aria-label={name}>
            <div class="narrative-head">
              <h3>{name}</h3>
              {shown && <span class="muted">{words.written(writeDate(shown.writtenOn))}</span>}
              {!isLocked && edited !== section && (
                // An editor begins from the text that stands: not from the one that was there before it was saved.
                <ActButton
                  buttonRef={(button) => {
                    if (!button || left.current !== section) return;
                    left.current = undefined;
                    button.focus();
                  }}
                  class="secondary"
                  label={shown ? words.edit(name) : words.write(name)}
                  off={outdated}
                  onAct={() => setEdited(section)}
                >
                  {(shown ? words.edit : words.write)('').replace(/[:\s]+$/, '')}
                </ActButton>
              )}
            </div>
            {edited === section ? (
              <NarrativeEditor
                {...{ alliance, month, section, name, language }}
                onDone={() => {
                  left.current = section;
                  setEdited(undefined);
                  onChanged();
                }}
              />
            ) : shown ? (
              <Markdown source={shown.text} language={language} />
            ) : (
              <p class="muted">
                {words.missing}
                {elsewhere.length > 0 && `. ${words.otherLanguages(elsewhere.join(', '))}`}
              </p>
            )}
          </article>
        );
      })}
    </section>
  );
}

function nameOf(language: string, { languages }: ReportKinds): string {
  return languages.find((each) => each.language === language)?.name ?? language;
}
