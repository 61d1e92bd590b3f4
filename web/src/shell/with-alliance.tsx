// Gives a page the alliance that its address names; until it is known, or where it isn't there, says so instead.
import type { FunctionComponent } from 'preact';
import { useContext } from 'preact/hooks';
import { allianceHref } from '../address.js';
import { NoAllianceYet } from '../components/first-steps.js';
import { ProblemPanel } from '../components/problem-panel.js';
import type { AlliancePageProps, PageComponent } from '../routes.js';
import { text } from '../text.js';
import { Alliances } from './alliances.js';
import { PageHead } from './page-head.js';

export function withAlliance(
  Page: FunctionComponent<AlliancePageProps> & { readonly preload?: () => Promise<unknown> },
): PageComponent {
  const PageOfAlliance: PageComponent = ({ params = {} }) => {
    const { alliances, problem, retry } = useContext(Alliances);
    const id = params['allianceId'] ?? '';
    const alliance = alliances?.find(({ allianceId }) => allianceId === id);
    if (alliance) return <Page key={id} alliance={alliance} params={params} />;
    if (alliances?.length === 0) return <NoAllianceYet onRetry={retry} />;
    if (alliances) return <UnknownAlliance id={id} />;
    return problem ? <ProblemPanel problem={problem} onRetry={retry} /> : <p class="loading">{text.loading}</p>;
  };
  return Page.preload ? Object.assign(PageOfAlliance, { preload: Page.preload }) : PageOfAlliance;
}

function UnknownAlliance({ id }: { id: string }) {
  const { alliances = [] } = useContext(Alliances);
  return (
    <>
      <PageHead title={text.problem.unknownAlliance(id)} lead={text.problem.unknownAllianceDetail} />
      <ul class="plain-list">
        {alliances.map(({ allianceId, acronym, name }) => (
          <li key={allianceId}>
            <a href={allianceHref(allianceId)}>
              {acronym}: {name}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
