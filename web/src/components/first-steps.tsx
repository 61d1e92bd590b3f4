// Pages with nothing to show yet: what is missing, why that is, the forms that change it, and the very requests.
import type { Alliance } from '../api.js';
import { allianceHref } from '../address.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';

export function NoAllianceYet({ onRetry }: { onRetry: () => void }) {
  const words = text.noAlliance;
  const data = {
    allianceId: 'my-alliance',
    name: 'My Alliance',
    acronym: 'MYA',
    startsOn: '2026-01-01',
    endsOn: '2029-12-31',
    coordinator: 'my-organisation',
  };
  return (
    <section class="guide">
      <PageHead title={words.heading} lead={words.explanation} />
      <p>
        <a class="button" href="/new">
          {text.administration.setup.open}
        </a>
      </p>
      <details class="fold">
        <summary>{words.http}</summary>
        <Command>{post('POST', '/api/alliances', JSON.stringify(data))}</Command>
        <p>{words.file}</p>
        <Command>npx alliance-kpi import events.ndjson</Command>
      </details>
      <button type="button" onClick={onRetry}>
        {words.look}
      </button>
    </section>
  );
}

export function NoFrameworkYet({ alliance }: { alliance: Alliance }) {
  const words = text.noFramework;
  return (
    <section class="guide">
      <h2>{words.heading}</h2>
      <p>{words.explanation}</p>
      <p>
        <a class="button" href={allianceHref(alliance.allianceId, 'framework/edit')}>
          {text.administration.framework.adoptFirst}
        </a>
      </p>
      <details class="fold">
        <summary>{words.http}</summary>
        <Command>{post('PUT', `/api/alliances/${alliance.allianceId}/framework`, '@framework.json')}</Command>
        <p>
          <a href="/schemas/framework/1">{words.schema}</a>
        </p>
      </details>
    </section>
  );
}

export function NoFactYet({ alliance, example }: { alliance: Alliance; example: Alliance | undefined }) {
  const words = text.firstFacts;
  const base = `/api/alliances/${alliance.allianceId}`;
  const formOf = (path: string): string => allianceHref(alliance.allianceId, path);
  return (
    <section class="guide">
      <h2>{words.heading}</h2>
      <p>{words.explanation}</p>
      <p class="guide-actions">
        <a class="button" href={formOf('record/MemberJoined')}>
          {words.member}
        </a>
        <a class="button" href={formOf('record/MouProposed')}>
          {words.mou}
        </a>
        <a class="button" href={formOf('import')}>
          {words.spreadsheet}
        </a>
      </p>
      <details class="fold">
        <summary>{words.http}</summary>
        <ul class="guide-facts">
          {words.facts.map(({ what, path }) => (
            <li key={path}>
              {what}
              <code>
                POST {base}/{path}
              </code>
            </li>
          ))}
        </ul>
        <p>
          <a href="/api/docs">{words.description}</a>
        </p>
        <p>{words.whole}</p>
        <Command>{`npx alliance-kpi import facts.xlsx --alliance ${alliance.allianceId}`}</Command>
      </details>
      {example && (
        <p>
          <a href={allianceHref(example.allianceId)}>{words.example(example.acronym)}</a>
        </p>
      )}
    </section>
  );
}

function Command({ children }: { children: string }) {
  return (
    <pre class="command" tabIndex={0}>
      <code>{children}</code>
    </pre>
  );
}

function post(method: string, path: string, data: string): string {
  const body = data.startsWith('@') ? data : `'${data}'`;
  return `curl -X ${method} ${location.origin}${path} \\\n  -H 'content-type: application/json' \\\n  -d ${body}`;
}
