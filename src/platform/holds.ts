// Work that can't go on beside other work on the same things: what one holds, others wait for, in the order in which they came.

export class Holds {
  /** By the name of a thing, when the last who holds it, or waits to, has let go. */
  private readonly held = new Map<string, Promise<void>>();
  /** Of all who hold something, or wait to: lets those go on who wait for them. */
  private readonly lettingGo = new Set<() => void>();

  /** Does the work while it holds the things of these names. Rejects where it is given up by the signal before its turn. */
  async holding<T>(names: readonly string[], work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (names.length === 0) return work();
    const all = new Set(names);
    const before = this.free(all);
    let letGo = (): void => undefined;
    const done = new Promise<void>((resolve) => (letGo = resolve));
    for (const name of all) this.held.set(name, done);
    this.lettingGo.add(letGo);
    try {
      await unlessAborted(before, signal);
      return await work();
    } finally {
      // Who gave up in the queue lets those behind it go on when they could have without it.
      void before.then(() => {
        for (const name of all) if (this.held.get(name) === done) this.held.delete(name);
        this.lettingGo.delete(letGo);
        letGo();
      });
    }
  }

  /** Lets all go on at once who wait, whatever is held: where what they wait for fails, it would fail for each in its turn. */
  letAllGo(): void {
    for (const letGo of this.lettingGo) letGo();
  }

  /** Resolves when all have let go who hold one of the things now, or wait to. */
  async free(names: Iterable<string>): Promise<void> {
    if (this.held.size === 0) return;
    await Promise.all([...names].flatMap((name) => this.held.get(name) ?? []));
  }
}

function unlessAborted(before: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return before;
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    void before.then(() => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    });
  });
}
