// The colours that charts draw with, from the theme stylesheet, and when they change: dark and light, screen and paper.

export interface Palette {
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  readonly surface: string;
  readonly value: string;
  readonly valueFill: string;
  readonly expected: string;
  readonly target: string;
  readonly baseline: string;
  readonly interval: string;
  readonly forecast: string;
  readonly forecastFill: string;
  readonly font: string;
}

/** A canvas can't read `light-dark()`: a colour is asked of an element that has it. */
export function readPalette(): Palette {
  const probe = document.createElement('span');
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const read = (name: string): string => {
    probe.style.color = `var(${name})`;
    return style.color;
  };
  const palette = {
    ink: read('--ink'),
    muted: read('--ink-muted'),
    grid: read('--grid'),
    surface: read('--surface'),
    value: read('--chart-value'),
    valueFill: read('--chart-value-fill'),
    expected: read('--chart-expected'),
    target: read('--chart-target'),
    baseline: read('--chart-baseline'),
    interval: read('--chart-interval'),
    forecast: read('--chart-forecast'),
    forecastFill: read('--chart-forecast-fill'),
    font: style.fontFamily,
  };
  probe.remove();
  return palette;
}

/** Calls back when the colours change. */
export function onThemeChange(callback: () => void): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const chosen = new MutationObserver(callback);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  dark.addEventListener('change', callback);
  return () => {
    chosen.disconnect();
    dark.removeEventListener('change', callback);
  };
}

/** Paper is always light, also for what was drawn on a canvas. */
export function printInLight(): void {
  const { dataset } = document.documentElement;
  let onScreen: string | undefined;
  window.addEventListener('beforeprint', () => {
    onScreen = dataset['theme'];
    dataset['theme'] = 'light';
  });
  window.addEventListener('afterprint', () => {
    if (onScreen === undefined) delete dataset['theme'];
    else dataset['theme'] = onScreen;
  });
}

export function prefersReducedMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
