// The names of members by their ids: what is recorded about a thematic group says ids alone.
import { useMemo } from 'preact/hooks';
import { pathOf, type Alliance } from '../api.js';
import { useAnswer } from '../use-answer.js';

export type MemberNames = ReadonlyMap<string, string>;

/** Empty until they are there, and for things that name members by themselves. */
export function useMemberNames({ allianceId }: Alliance, category: string): MemberNames {
  const { data } = useAnswer<{ readonly members: readonly { readonly memberId: string; readonly name: string }[] }>(
    category === 'thematicGroup' ? `${pathOf(allianceId)}/members` : undefined,
    { keepPrevious: true },
  );
  return useMemo(() => new Map(data?.members.map(({ memberId, name }) => [memberId, name])), [data]);
}
