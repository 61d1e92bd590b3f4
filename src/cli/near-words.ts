// Whether a word is likely another one, mistyped.

/** Mistakes that a typist makes in a word of some letters; a shorter word with so many is another word. */
const MISTAKES = 2;

/** Whether two words differ by at most two letters (Levenshtein), and by less than half of their letters. */
export function isNear(word: string, typed: string): boolean {
  let before = Array.from({ length: typed.length + 1 }, (_, j) => j);
  for (const [i, letter] of [...word.toLowerCase()].entries()) {
    const row = [i + 1];
    for (const [j, other] of [...typed.toLowerCase()].entries()) {
      const replaced = (before[j] as number) + (letter === other ? 0 : 1);
      row.push(Math.min(replaced, (before[j + 1] as number) + 1, (row[j] as number) + 1));
    }
    before = row;
  }
  const differing = before.at(-1) as number;
  return differing <= MISTAKES && 2 * differing < word.length;
}
