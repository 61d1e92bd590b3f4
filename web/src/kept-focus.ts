// The focus outlives what has it: where a button goes with what was done by it, reading and keys go on near by, and not at
// the beginning of the page. Where a page gives the focus to something itself, it does so after this.

/** Follows the focus from now on. */
export function keepFocus(): void {
  /** What has the focus, then all that it stands in. */
  let way: readonly HTMLElement[] = [];
  document.addEventListener('focusin', ({ target }) => (way = wayTo(target)));
  document.addEventListener('focusout', ({ target }) => {
    // Who goes from it to nothing loses nothing when it goes, too.
    queueMicrotask(() => {
      if (isFocusLost() && target instanceof HTMLElement && target.isConnected) way = [];
    });
  });
  new MutationObserver(() => {
    if (way.length === 0 || way[0]?.isConnected || !isFocusLost()) return;
    const left = way.filter(({ isConnected }) => isConnected);
    const form = left.find((each) => each instanceof HTMLFormElement);
    const submit = form?.querySelector<HTMLElement>('[type="submit"]');
    if (submit) return submit.focus();
    const part = left.find((each) => each instanceof HTMLDialogElement) ?? document;
    const title = part.querySelector<HTMLElement>('h1, h2');
    if (!title) return;
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }).observe(document.body, { childList: true, subtree: true });
}

const isFocusLost = (): boolean => document.activeElement === document.body;

function wayTo(target: EventTarget | null): HTMLElement[] {
  return target instanceof HTMLElement ? [target, ...wayTo(target.parentElement)] : [];
}
