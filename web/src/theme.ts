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
  readonly font: string;
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: read('--ink'),
    muted: read('--ink-muted'),
    grid: read('--grid'),
    surface: read('--surface'),
    value: read('--chart-value'),
    valueFill: read('--chart-value-fill'),
    expected: read('--chart-expected'),
    target: read('--chart-target'),
    baseline: read('--chart-baseline'),
    font: read('--font'),
  };
}

/** Calls back when the colours change. Paper is always light: the attribute stands while printing. */
export function onThemeChange(callback: () => void): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const toPaper = (): void => {
    document.documentElement.dataset['theme'] = 'light';
    callback();
  };
  const fromPaper = (): void => {
    delete document.documentElement.dataset['theme'];
    callback();
  };
  dark.addEventListener('change', callback);
  window.addEventListener('beforeprint', toPaper);
  window.addEventListener('afterprint', fromPaper);
  return () => {
    dark.removeEventListener('change', callback);
    window.removeEventListener('beforeprint', toPaper);
    window.removeEventListener('afterprint', fromPaper);
  };
}

export function prefersReducedMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
