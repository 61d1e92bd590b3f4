// Whatever the domain takes for a text of a report, its documents can be made with it: none may fail, or end the process.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { narrative } from '../../domain/text.schema.js';
import { exampleReport } from '../example-report.fixture.js';
import { withSummary } from './changed-report.fixture.js';
import { docxRenderer } from './docx/docx.renderer.js';
import { pdfRenderer } from './pdf/pdf.renderer.js';

const SEED = 20_240_614;
const RUNS = process.env['TEST_SCALE'] === 'full' ? 400 : 12;
/** Time that a text may take on a busy machine. */
const TEXT_MS = 10_000;

/** Blocks of Unicode by first and last code point: scripts of all kinds, marks, signs, emoji, what nobody sees. */
const BLOCKS = [
  ...[0x20, 0x7e, 0xa0, 0x17f, 0x300, 0x36f, 0x370, 0x4ff, 0x590, 0x5f4, 0x600, 0x6ff, 0x900, 0x97f, 0xe00, 0xe5b],
  ...[0xf00, 0xfda, 0x1000, 0x109f, 0x1100, 0x11ff, 0x1780, 0x17f9, 0x1800, 0x18aa, 0x1ab0, 0x1ace, 0x1e00, 0x1eff],
  ...[0x2000, 0x206f, 0x20d0, 0x20f0, 0x2190, 0x22ff, 0x2600, 0x27bf, 0x2e80, 0x2fdf, 0x3000, 0x30ff, 0x4e00, 0x4f00],
  ...[0xac00, 0xad00, 0xe000, 0xe010, 0xfb00, 0xfb4f, 0xfe00, 0xfe0f, 0xfe20, 0xfe2f, 0xfeff, 0xfeff, 0xff00, 0xffef],
  ...[0x1d400, 0x1d4ff, 0x1f1e6, 0x1f1ff, 0x1f300, 0x1f64f, 0x20000, 0x20100, 0xe0020, 0xe007f, 0xe0100, 0xe01ef],
];
const MARKS = [
  '**',
  '_',
  '`',
  '```\n',
  '~~',
  '\n\n',
  '\n# ',
  '\n###### ',
  '\n## \n',
  '\n- ',
  '\n  - ',
  '\n1. ',
  '\n> ',
  '\n---\n',
  '[a](http://x.y)',
  '![b](c)',
  '<b>',
  '<!--',
  '\n|a|b|\n|-|-|\n|1|2|\n',
  '\\',
  '&amp;',
  '#',
  '$',
  '@',
  '*',
  '"',
  '\t',
];

const block = fc.nat(BLOCKS.length / 2 - 1).chain((i) =>
  fc.array(
    fc
      .integer({ min: BLOCKS[2 * i] as number, max: BLOCKS[2 * i + 1] as number })
      .map((code) => String.fromCodePoint(code)),
    { minLength: 1, maxLength: 12 },
  ),
);
const piece = fc.oneof(
  { weight: 4, arbitrary: block.map((characters) => characters.join('')) },
  { weight: 3, arbitrary: fc.constantFrom(...MARKS) },
  { weight: 2, arbitrary: fc.constantFrom(' ', 'word ') },
  {
    weight: 1,
    arbitrary: fc
      .tuple(block, fc.integer({ min: 1, max: 500 }))
      .map(([[character = ''], times]) => character.repeat(times)),
  },
);
const texts = fc
  .array(piece, { minLength: 1, maxLength: 400, size: 'max' })
  .map((pieces) => pieces.join(''))
  .filter((written) => narrative('').safeParse(written).success);

describe(`documents with whatever was written (${RUNS} texts, seed ${SEED})`, () => {
  it(
    'can be made',
    async () => {
      const report = await exampleReport();
      const property = fc.asyncProperty(texts, async (text) => {
        const written = withSummary(report, text);
        for (const renderer of [pdfRenderer, docxRenderer])
          expect((await renderer.render(written, {})).length).toBeGreaterThan(10_000);
      });
      await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
    },
    RUNS * TEXT_MS,
  );
});
