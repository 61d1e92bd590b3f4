// Language and colours, as the reader of this browser likes them.
import { useState } from 'preact/hooks';
import { Dialog } from '../components/dialog.js';
import { Field } from '../components/form-fields.js';
import { keepScheme, preferredScheme, type ColourScheme } from '../preferences.js';
import { languages, text, type Language } from '../text.js';

const SCHEMES: readonly ColourScheme[] = ['system', 'light', 'dark'];

interface Props {
  readonly onLanguage: (language: Language) => Promise<void>;
  readonly onClose: () => void;
}

export function PreferencesDialog({ onLanguage, onClose }: Props) {
  const [scheme, setScheme] = useState(preferredScheme);
  const words = text.preferences;
  return (
    <Dialog title={words.label} onClose={onClose}>
      <div class="form">
        <Field label={words.language} required>
          {(ids) => (
            <select
              {...ids}
              value={text.language}
              onChange={({ currentTarget: { value } }) => {
                const chosen = languages.find(({ code }) => code === value);
                if (chosen) void onLanguage(chosen.code);
              }}
            >
              {languages.map(({ code, name }) => (
                <option key={code} value={code} lang={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.colours} required>
          {(ids) => (
            <select
              {...ids}
              value={scheme}
              onChange={({ currentTarget: { value } }) => {
                const chosen = SCHEMES.find((one) => one === value) ?? 'system';
                keepScheme(chosen);
                setScheme(chosen);
              }}
            >
              {SCHEMES.map((one) => (
                <option key={one} value={one}>
                  {words.schemes[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <p class="muted">{words.kept}</p>
      </div>
    </Dialog>
  );
}
