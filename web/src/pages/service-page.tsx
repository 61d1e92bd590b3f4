// The health of the service in words, and its alliances.
import { useContext, useEffect, useState } from 'preact/hooks';
import { allianceHref } from '../address.js';
import { writeNumber } from '../figure-text.js';
import '../months/months.css';
import { Alliances } from '../shell/alliances.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';

/** Asked again this often while the page is open. */
const AGAIN_MS = 5_000;

interface Health {
  readonly status: string;
  readonly version?: string;
  readonly position?: string;
  readonly lag?: string;
  readonly away?: unknown;
  readonly reason?: string;
  readonly log?: { readonly state: string; readonly reason?: string };
}

export function ServicePage() {
  const words = text.administration.service;
  const { alliances = [] } = useContext(Alliances);
  const { health, ask } = useHealth();
  const good = health?.status === 'ok' && health.log?.state !== 'damaged';
  return (
    <>
      <PageHead title={words.title} lead={words.lead}>
        <button type="button" class="secondary" onClick={ask}>
          {words.again}
        </button>
      </PageHead>
      {health === undefined && <p class="loading">{text.loading}</p>}
      {health && (
        <section class="sheet" aria-label={words.title}>
          <div role="status">
            {good && <p class="good-box">{words.good}</p>}
            {!good && health.away !== undefined && <p class="hint-box">{words.away}</p>}
            {!good && health.away === undefined && (
              <div class="clash">
                <p class="problem-heading">{words.failed}</p>
                <p>{health.reason ?? health.log?.reason ?? text.problem.unreachable}</p>
              </div>
            )}
          </div>
          <dl class="health">
            <Fact term={words.facts.version} value={health.version} />
            <Fact
              term={words.facts.position}
              value={health.position && words.facts.positions(writeNumber(Number(health.position)))}
            />
            <Fact
              term={words.facts.lag}
              value={
                health.lag &&
                (health.lag === '0' ? words.facts.lagNone : words.facts.lagBy(writeNumber(Number(health.lag))))
              }
            />
            <Fact
              term={words.facts.log}
              value={
                health.log &&
                [words.log[health.log.state] ?? health.log.state, health.log.reason].filter(Boolean).join(': ')
              }
            />
          </dl>
          <p class="muted">
            {words.more} <a href="/health/ready">/health/ready</a>, <a href="/metrics">/metrics</a>,{' '}
            <a href="/api/docs">/api/docs</a>
          </p>
        </section>
      )}
      <section class="sheet" aria-labelledby="alliances-heading">
        <h2 id="alliances-heading">{words.alliances}</h2>
        <ul class="stack-small">
          {alliances.map(({ allianceId, acronym, name, example }) => (
            <li key={allianceId}>
              <a href={allianceHref(allianceId)}>{acronym}</a> {name}{' '}
              {example && <span class="tag tag-example">{text.example.tag}</span>}
            </li>
          ))}
        </ul>
        <p>
          <a class="button" href="/new">
            {text.administration.setup.open}
          </a>
        </p>
      </section>
    </>
  );
}

function Fact({ term, value }: { readonly term: string; readonly value: string | undefined }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value ?? text.notStated}</dd>
    </div>
  );
}

/** A service that isn't ready answers too, with the reason. */
function useHealth(): { readonly health: Health | undefined; readonly ask: () => void } {
  const [health, setHealth] = useState<Health | undefined>(undefined);
  const ask = (): void => {
    fetch('/health/ready')
      .then(async (response) => setHealth((await response.json()) as Health))
      .catch(() => setHealth({ status: 'unreachable' }));
  };
  useEffect(() => {
    ask();
    const timer = window.setInterval(ask, AGAIN_MS);
    return () => window.clearInterval(timer);
  }, []);
  return { health, ask };
}
