// What the words mean, what the figures rest on, and where else they are.
import { useState } from 'preact/hooks';
import type { IndicatorList, Status } from '../api.js';
import { text } from '../text.js';
import { StatusBadge } from './status-badge.js';

/** `asOf`: what was known, where that isn't all. */
export function PageFooter({ list, asOf }: { list: IndicatorList; asOf: string | undefined }) {
  const words = text.footer;
  const [open, setOpen] = useState(false);
  const query = new URLSearchParams({ at: list.at, ...(asOf === undefined ? {} : { asOf }) });
  const path = `/api/alliances/${list.alliance}/indicators?${query}`;
  return (
    <footer class="page-footer">
      <details class="fold" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{words.meanings}</summary>
        {open && <Meanings />}
      </details>
      <p>{words.expectation}</p>
      <p>
        {text.day.known(list.asOf)} {words.api} <a href={path}>{path}</a> · <a href="/api/docs">{words.apiDocs}</a>
      </p>
    </footer>
  );
}

function Meanings() {
  return (
    <dl class="meanings">
      {(Object.keys(text.status) as Status[]).map((status) => (
        <div key={status}>
          <dt>
            <StatusBadge status={status} word={text.status[status].word} />
          </dt>
          <dd>{text.status[status].meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
