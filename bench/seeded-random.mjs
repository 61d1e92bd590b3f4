// Chance that is the same on every run: a generator with a seed (mulberry32, public domain).

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A function that answers numbers from 0 (inclusive) to 1 (exclusive), the same ones for the same seed. */
export function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What scenarios draw from chance: whole numbers, choices, and UUIDs of version 4. */
export function draws(seed) {
  const random = seededRandom(seed);
  const below = (limit) => Math.floor(random() * limit);
  const byte = () => HEX[(random() * 256) | 0];
  const bytes = (count) => {
    let text = '';
    for (let i = 0; i < count; i++) text += byte();
    return text;
  };
  return {
    random,
    below,
    pick: (list) => list[below(list.length)],
    chance: (share) => random() < share,
    uuid: () => `${bytes(4)}-${bytes(2)}-4${bytes(2).slice(1)}-a${bytes(2).slice(1)}-${bytes(6)}`,
  };
}
