// The rows of a file that are refused: all of them, and why for as many as are listed.
import { MOST_LISTED } from './import-report.js';
import type { RowRefusal } from './row-reader.js';

export class RefusedRows {
  /** Their numbers. */
  readonly rows = new Set<number>();
  private found: RowRefusal[] = [];

  add(refusals: readonly RowRefusal[]): void {
    for (const { row } of refusals) this.rows.add(row);
    this.found.push(...refusals);
    if (this.found.length > 2 * MOST_LISTED) this.found = this.listed;
  }

  /** Why, row by row, for the first rows. */
  get listed(): RowRefusal[] {
    return this.found.sort((a, b) => a.row - b.row).slice(0, MOST_LISTED);
  }
}
