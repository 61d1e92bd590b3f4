// How much a browser has to load before the first figures stand there, chart included.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';

const BUILT = fileURLToPath(new URL('../../web/', import.meta.url));
const LIMIT_BYTES = 150_000;
/** What the address of an alliance, and of one of its indicators, brings in besides the start. */
const PAGES = ['overview-page', 'indicator-page'];

describe('The first load', () => {
  it.each(PAGES)(`stays under ${LIMIT_BYTES} bytes gzipped: %s`, (page) => {
    const manifest = JSON.parse(readFileSync(`${BUILT}manifest.json`, 'utf8')) as Record<string, Chunk>;
    const files = new Set<string>();
    const take = (key: string): void => {
      const chunk = manifest[key];
      if (!chunk || files.has(chunk.file)) return;
      [chunk.file, ...(chunk.css ?? [])].forEach((file) => files.add(file));
      chunk.imports?.forEach(take);
    };
    const named = (part: string): string => Object.keys(manifest).find((key) => key.includes(part)) ?? '';
    const parts = ['index.html', named(`pages/${page}`), named('text.en'), named('series-chart.canvas')];
    expect(parts).not.toContain('');
    parts.forEach(take);
    const bytes = [...files].map((file) => gzipSync(readFileSync(BUILT + file)).length);
    expect(bytes.length).toBeGreaterThan(5);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(LIMIT_BYTES);
  });
});

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}
