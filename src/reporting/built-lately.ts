// What was built lately, to be given again. A key holds all that the result depends on, so nothing in here can be stale.

/** How much is kept: what was built first goes first. */
const KEPT_BYTES = 64 * 1024 * 1024;
/** What small results count as, so that there are never too many of them. */
const LEAST_BYTES = 64 * 1024;

export class BuiltLately {
  private readonly kept = new Map<string, { readonly result: Promise<unknown>; bytes: number }>();

  /** The result under `key`, built where it isn't kept; asked for twice at a time, it is built once. */
  get<T extends object>(key: string, build: () => Promise<T>): Promise<T> {
    const there = this.kept.get(key);
    if (there) return there.result as Promise<T>;
    const result = build();
    const entry = { result, bytes: LEAST_BYTES };
    this.kept.set(key, entry);
    result.then(
      (built) => {
        entry.bytes = Math.max(LEAST_BYTES, 'bytes' in built ? (built.bytes as Uint8Array).length : 0);
        this.makeRoom();
      },
      () => this.kept.delete(key),
    );
    return result;
  }

  private makeRoom(): void {
    let total = [...this.kept.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    for (const [oldest, { bytes }] of this.kept) {
      if (total <= KEPT_BYTES) return;
      this.kept.delete(oldest);
      total -= bytes;
    }
  }
}
