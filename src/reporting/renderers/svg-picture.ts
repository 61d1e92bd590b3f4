// SVG drawings as PNG pictures, for formats that show no drawings. The program that paints them is WebAssembly, which
// computes the same on every processor, and its fonts come with the service: so the same bytes on every machine.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { drawingFonts, TEXT_FONTS } from './fonts.js';

/**
 * How many bytes of a function of the program run until V8 compiles it anew, and better; 1,800,000 is its own choice. With
 * a dozen charts to paint, that takes longer than all the painting, on both cores. So much that it pays only where the
 * charts of many reports are painted.
 */
const RUN_UNTIL_COMPILED_ANEW = 1_500_000_000;

let ready: Promise<Uint8Array[]> | undefined;

async function prepare(): Promise<Uint8Array[]> {
  const { resolve } = createRequire(import.meta.url);
  setFlagsFromString(`--wasm-tiering-budget=${RUN_UNTIL_COMPILED_ANEW}`);
  await initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return drawingFonts();
}

export interface Picture {
  readonly png: Uint8Array;
  /** Of the drawing, in its own units. */
  readonly width: number;
  readonly height: number;
}

/** `zoom`: pixels for one unit of the drawing. Throws where it is no drawing. */
export async function picture(svg: string | Uint8Array, zoom: number): Promise<Picture> {
  const fontBuffers = await (ready ??= prepare());
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: zoom },
    background: 'white',
    font: { fontBuffers, defaultFontFamily: TEXT_FONTS[0] },
  });
  const image = drawing.render();
  try {
    // A copy: what the program has painted lies in its own memory.
    return { png: image.asPng().slice(), width: drawing.width, height: drawing.height };
  } finally {
    image.free();
    drawing.free();
  }
}
