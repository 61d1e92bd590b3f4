// The HTML that shows a chart on another site.
import type { Alliance } from '../api.js';
import { notify } from '../notices.js';
import { text } from '../text.js';

interface Props {
  readonly alliance: Alliance;
  readonly indicatorId: string;
  readonly title: string;
}

export function EmbedPanel({ alliance, indicatorId, title }: Props) {
  const path = `/embed/${encodeURIComponent(alliance.allianceId)}/indicators/${encodeURIComponent(indicatorId)}`;
  const label = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const code = `<iframe src="${window.location.origin}${path}" title="${label}" width="100%" height="480"></iframe>`;
  const copy = async (): Promise<void> => {
    // Only a page that came over a safe connection has a clipboard; the HTML can be marked and copied anyway.
    await navigator.clipboard.writeText(code);
    notify({ kind: 'success', message: text.embed.copied });
  };
  return (
    <details class="panel embed-code">
      <summary>{text.embed.heading}</summary>
      <p class="muted">{text.embed.lead}</p>
      <pre class="command" tabIndex={0} role="region" aria-label={text.embed.code}>
        <code>{code}</code>
      </pre>
      {'clipboard' in navigator && (
        <button type="button" class="secondary" onClick={() => void copy()}>
          {text.embed.copy}
        </button>
      )}
    </details>
  );
}
