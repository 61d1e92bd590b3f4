// What is shown stands in the address, so that it can be linked, kept and gone back to: ?alliance=lcamp&at=M24.

export interface Address {
  readonly alliance?: string | undefined;
  /** `M24` or a date; absent: today. */
  readonly at?: string | undefined;
}

export function readAddress(): Address {
  const query = new URLSearchParams(window.location.search);
  return { alliance: query.get('alliance') || undefined, at: query.get('at') || undefined };
}

export function hrefOf({ alliance, at }: Address): string {
  const query = new URLSearchParams();
  if (alliance !== undefined) query.set('alliance', alliance);
  if (at !== undefined) query.set('at', at);
  return `${window.location.pathname}?${query.toString()}`;
}

/** Changes the address without loading the page anew. `replace`: without a step to go back to. */
export function writeAddress(address: Address, replace = false): void {
  const href = hrefOf(address);
  if (replace) window.history.replaceState(null, '', href);
  else window.history.pushState(null, '', href);
}

/** Whether a click on a link is the plain one that stays on this page, not "open in a new tab". */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
