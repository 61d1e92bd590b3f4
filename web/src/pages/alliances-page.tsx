// The start: the alliances that there are. An address of the first version (?alliance=lcamp) leads to where it led.
import { useContext, useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { allianceHref } from '../address.js';
import type { Alliance } from '../api.js';
import { NoAllianceYet } from '../components/first-steps.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { writeDate } from '../figure-text.js';
import { monthOf, todayIn } from '../project-months.js';
import { Alliances } from '../shell/alliances.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';

export function AlliancesPage() {
  const { alliances, problem, retry } = useContext(Alliances);
  const { query, route } = useLocation();
  const { alliance: named, at } = query;
  const only = alliances?.length === 1 ? alliances[0]?.allianceId : undefined;
  const target = named || only;
  useEffect(() => {
    if (target !== undefined) route(allianceHref(target, '', { at: at || undefined }), true);
  }, [target]);
  if (problem && !alliances) return <ProblemPanel problem={problem} onRetry={retry} />;
  if (!alliances || target !== undefined) return <p class="loading">{text.loading}</p>;
  if (alliances.length === 0) return <NoAllianceYet onRetry={retry} />;
  return (
    <>
      <PageHead title={text.alliances} lead={text.alliancesLead}>
        <a class="button" href="/new">
          {text.administration.setup.open}
        </a>
      </PageHead>
      <ul class="tiles">
        {alliances.map((alliance) => (
          <li key={alliance.allianceId}>
            <Tile alliance={alliance} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Tile({ alliance }: { alliance: Alliance }) {
  const { allianceId, acronym, name, startsOn, endsOn, coordinator, example, timeZone } = alliance;
  const today = todayIn(timeZone);
  return (
    <a class="tile" href={allianceHref(allianceId)}>
      <h2>
        {acronym} {example && <span class="tag tag-example">{text.example.tag}</span>}
      </h2>
      <p>{name}</p>
      <p class="muted">{text.allianceFacts(writeDate(startsOn), writeDate(endsOn), coordinator)}</p>
      {today >= startsOn && today <= endsOn && (
        <p class="muted">{text.nowInMonth(text.month(monthOf(startsOn, today)))}</p>
      )}
    </a>
  );
}
