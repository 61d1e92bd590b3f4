// Ids made from names: 1 to 64 of a-z, 0-9 and -.

const LONGEST = 64;

/** The id of a name: accents dropped, everything else but letters and digits a dash, cut between words. */
export function slug(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const id = plain
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (id === '') throw new Error(`"${name}" has no letter or digit that an id could be made of`);
  if (id.length <= LONGEST) return id;
  const cut = id.lastIndexOf('-', LONGEST);
  return id.slice(0, cut > 0 ? cut : LONGEST);
}
