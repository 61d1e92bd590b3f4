// The alliances to choose from, as links that keep their place in the address.
import type { Alliance } from '../api.js';
import { hrefOf, isPlainClick } from '../address.js';
import { text } from '../text.js';

interface Props {
  readonly alliances: readonly Alliance[];
  readonly current: string | undefined;
  readonly onChoose: (allianceId: string) => void;
}

export function AllianceTabs({ alliances, current, onChoose }: Props) {
  return (
    <nav class="tabs" aria-label={text.alliances}>
      {alliances.map(({ allianceId, acronym, name, example }) => (
        <a
          key={allianceId}
          href={hrefOf({ alliance: allianceId })}
          title={name}
          aria-current={allianceId === current ? 'page' : undefined}
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            onChoose(allianceId);
          }}
        >
          {acronym}
          {example && <span class="tag tag-example">{text.example.tag}</span>}
        </a>
      ))}
    </nav>
  );
}
