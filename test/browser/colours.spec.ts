// The colours of the dashboard: words and marks stand out from what lies behind them, in light and dark (WCAG 2.2, 1.4.3 and 1.4.11).
import { describe, expect, it } from '@jest/globals';
import { webSource } from './web-module.js';

const WORDS = 4.5;
const MARKS = 3;

const css = webSource('theme.css');

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('Colours, %s', (_name, side) => {
  const colour = (name: string): string => {
    const [, value = ''] = new RegExp(`--${name}: ([^;]+);`).exec(css) ?? [];
    const pair = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(value);
    return pair?.[side + 1] ?? value;
  };

  it.each(['chart-value', 'chart-expected', 'chart-target', 'chart-baseline', 'chart-forecast', 'ink', 'field-line'])(
    '%s stands out from the surface as a line',
    (name) => {
      expect(contrast(colour(name), colour('surface'))).toBeGreaterThanOrEqual(MARKS);
    },
  );

  it.each(['ink', 'ink-muted', 'link'])('%s can be read on every ground', (name) => {
    for (const ground of ['page', 'surface', 'surface-sunk']) {
      expect([ground, contrast(colour(name), colour(ground)) >= WORDS]).toEqual([ground, true]);
    }
  });

  it.each(['good', 'way', 'warn', 'off', 'danger', 'quiet', 'example'])('%s can be read on its soft ground', (name) => {
    expect(contrast(colour(name), colour(`${name}-soft`))).toBeGreaterThanOrEqual(WORDS);
  });

  it('the words of a button can be read', () => {
    expect(contrast(colour('accent-ink'), colour('accent'))).toBeGreaterThanOrEqual(WORDS);
  });
});

/** Of two colours as `#rrggbb`, by the formula of WCAG. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
