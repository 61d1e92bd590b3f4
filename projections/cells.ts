// Names of cells. A name is made of parts; the same parts give the very same string, whose hash is known already:
// a log of a million answers asks for a few thousand names.

/** So many are kept: what isn't recorded after all may ask for any number. */
const MOST_NAMES = 50_000;

class Branch {
  name: string | undefined;
  readonly branches = new Map<string | number, Branch>();
}

const root = new Branch();
let names = 0;

/** The cell with these parts, joined by bars. Free text, which may hold bars itself, stands last. */
export function cell(
  first: string,
  second: string | number,
  third?: string | number,
  fourth?: string | number,
): string {
  let branch = step(step(root, first), second);
  if (third !== undefined) branch = step(branch, third);
  if (fourth !== undefined) branch = step(branch, fourth);
  if (branch.name === undefined) {
    if (names++ >= MOST_NAMES) {
      root.branches.clear();
      names = 1;
    }
    branch.name = [first, second, third, fourth].filter((part) => part !== undefined).join('|');
  }
  return branch.name;
}

/** What stands after the first part: free text, which may hold bars itself. */
export function textIn(name: string): string {
  return name.slice(name.indexOf('|') + 1);
}

function step(branch: Branch, part: string | number): Branch {
  let next = branch.branches.get(part);
  if (!next) branch.branches.set(part, (next = new Branch()));
  return next;
}
