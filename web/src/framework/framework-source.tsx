// What editing a framework begins with: the one in force, the one that ships, nothing, or a file.
import { text } from '../text.js';
import { draftOf, EMPTY, ownedBy, type FrameworkDraft } from './framework.model.js';

interface Props {
  readonly allianceId: string;
  readonly inForce: FrameworkDraft | undefined;
  /** A file may hold anything. */
  readonly onFramework: (framework: unknown) => void;
  readonly onFault: (detail: string) => void;
}

export function FrameworkSource({ allianceId, inForce, onFramework, onFault }: Props) {
  const words = text.administration.editor;
  const ship = async (): Promise<void> => {
    const { default: shipped } = await import('../../../frameworks/lcamp.json');
    onFramework(ownedBy(allianceId, draftOf(shipped)));
  };
  const upload = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    try {
      onFramework(JSON.parse(await file.text()));
    } catch {
      onFault(words.notJson);
    }
  };
  return (
    <div class="sources" role="group" aria-label={words.begin}>
      <span class="field-label">{words.begin}</span>
      {inForce && (
        <button type="button" class="secondary" onClick={() => onFramework(inForce)}>
          {words.sources.inForce}
        </button>
      )}
      <button type="button" class="secondary" onClick={() => void ship()}>
        {words.sources.shipped}
      </button>
      <button type="button" class="secondary" onClick={() => onFramework(EMPTY)}>
        {words.sources.empty}
      </button>
      <label class="upload">
        {words.upload}
        <input
          type="file"
          accept=".json,application/json"
          onChange={({ currentTarget }) => void upload(currentTarget.files?.[0])}
        />
      </label>
    </div>
  );
}
