// Pieces of sentences that languages form alike.

/** What is said of one thing, or of any other number of them. */
export const of = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** What a number of things are, without the kinds that none of them is of; nothing where there are none. */
export function sentence(
  begin: string,
  and: string,
  kinds: readonly (readonly [count: number, said: string])[],
): string {
  const said = kinds.flatMap(([count, words]) => (count === 0 ? [] : [words]));
  const last = said.pop();
  if (last === undefined) return '';
  return `${begin} ${said.length === 0 ? last : `${said.join(', ')} ${and} ${last}`}.`;
}
