// Ids that tie labels to fields. Preact's own `useId` counts anew below a part that is kept between drawings, such as the
// page in its frame: a label then names another field.
import { useState } from 'preact/hooks';

let count = 0;

/** Counts anew, for another page: one that is drawn in two places must have the same ids in both. */
export function beginIds(): void {
  count = 0;
}

/** An id that no other element of the page has, the same for each drawing of a component. */
export function useUniqueId(): string {
  const [id] = useState(() => `id-${++count}`);
  return id;
}
