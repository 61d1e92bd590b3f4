// Work that can't go on beside other work on the same things: what one holds, others wait for, in the order in which they came.

export class Holds {
  /** By the name of a thing, when the last who holds it, or waits to, has let go. */
  private readonly held = new Map<string, Promise<void>>();
  /** Of all who hold something, or wait to: lets those go on who wait for them. */
  private readonly lettingGo = new Set<() => void>();

  /** Does the work while it holds the things of these names. */
  async holding<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    if (names.length === 0) return work();
    const all = new Set(names);
    const before = this.free(all);
    let letGo = (): void => undefined;
    const done = new Promise<void>((resolve) => (letGo = resolve));
    for (const name of all) this.held.set(name, done);
    this.lettingGo.add(letGo);
    await before;
    try {
      return await work();
    } finally {
      for (const name of all) if (this.held.get(name) === done) this.held.delete(name);
      this.lettingGo.delete(letGo);
      letGo();
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
