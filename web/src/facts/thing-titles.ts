// The titles of the things that facts are of, by stream, where the fact itself doesn't carry one: a signature of an MoU says ids alone.
import { useMemo } from 'preact/hooks';
import { pathOf, type Alliance, type Moment } from '../api.js';
import { useAnswer } from '../use-answer.js';
import { nameIn } from './fact-words.js';
import type { Fact } from './facts.api.js';

type Listed = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** Empty until they are there. */
export function useThingTitles(
  alliance: Alliance,
  facts: readonly Fact[],
  moment: Moment,
): ReadonlyMap<string, string> {
  const mous = useTitles(alliance, 'mou', 'mous', facts, moment);
  const recommendations = useTitles(alliance, 'recommendation', 'recommendations', facts, moment);
  const activities = useTitles(alliance, 'activity', 'activities', facts, moment);
  return useMemo(() => new Map([...mous, ...recommendations, ...activities]), [mous, recommendations, activities]);
}

function useTitles(
  { allianceId }: Alliance,
  category: string,
  list: string,
  facts: readonly Fact[],
  moment: Moment,
): readonly (readonly [stream: string, title: string])[] {
  const wanted = facts.some(({ data, stream }) => stream.startsWith(`${category}-`) && nameIn(data) === undefined);
  const { data } = useAnswer<Listed>(wanted ? `${pathOf(allianceId)}/${list}` : undefined, {
    ...moment,
    liveFor: moment.asOf === undefined ? allianceId : undefined,
  });
  return useMemo(
    () =>
      (data?.[list] ?? []).map(
        (card) => [`${category}-${allianceId}.${String(card[`${category}Id`])}`, String(card['title'])] as const,
      ),
    [data],
  );
}
