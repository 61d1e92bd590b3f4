// Names of cells. A name is made of parts; the same parts give the very same string, whose hash is known already:
// a log of a million answers asks for a few thousand names.

class Branch {
  name: string | undefined;
  readonly branches = new Map<string | number, Branch>();
}

const root = new Branch();

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
  return (branch.name ??= [first, second, third, fourth].filter((part) => part !== undefined).join('|'));
}

function step(branch: Branch, part: string | number): Branch {
  let next = branch.branches.get(part);
  if (!next) branch.branches.set(part, (next = new Branch()));
  return next;
}
