// The overview of an alliance: its indicators and milestones on one day, live.
import { useQueryState } from '../address.js';
import { AlliancePage } from '../components/alliance-page.js';
import { useContext } from 'preact/hooks';
import type { AlliancePageProps } from '../routes.js';
import { Alliances } from '../shell/alliances.js';

export function OverviewPage({ alliance }: AlliancePageProps) {
  const [{ at }, change] = useQueryState();
  const { alliances } = useContext(Alliances);
  return (
    <AlliancePage
      alliance={alliance}
      example={alliances?.find(({ example }) => example)}
      at={at || undefined}
      onDay={(day) => change({ at: day })}
    />
  );
}
