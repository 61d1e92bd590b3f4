// What a reader does to a page that is drawn but whose script hasn't taken it over yet: kept, and done again then.

interface Kept {
  readonly event: Event;
  readonly target: HTMLElement;
  /** Of a field, as it was entered. */
  readonly value: string | undefined;
}

const KEPT = ['click', 'input', 'change', 'keydown'];

/** Keeps what happens from now on. What it answers ends that, and answers what does it all again, in its order. */
export function keepEarlyEvents(): () => () => void {
  const all: Kept[] = [];
  const keep = (event: Event): void => {
    const { target } = event;
    if (!(target instanceof HTMLElement || target instanceof SVGElement)) return;
    // A link leads on and a fold opens by itself.
    const place = event.type === 'click' ? target.closest('button') : target;
    if (place instanceof HTMLElement) all.push({ event, target: place, value: valueOf(place) });
  };
  for (const type of KEPT) window.addEventListener(type, keep, { capture: true });
  return () => {
    for (const type of KEPT) window.removeEventListener(type, keep, { capture: true });
    return () => all.forEach(doAgain);
  };
}

function doAgain({ event, target, value }: Kept): void {
  if (value !== undefined) (target as HTMLInputElement).value = value;
  if (event.type === 'click') target.click();
  else if (event instanceof KeyboardEvent) target.dispatchEvent(new KeyboardEvent(event.type, event));
  else target.dispatchEvent(new Event(event.type, event));
}

function valueOf(place: HTMLElement): string | undefined {
  return place instanceof HTMLInputElement || place instanceof HTMLSelectElement ? place.value : undefined;
}
