// Lays a PDF out with Typst: tagged for everyone to read (PDF/UA-1, which the compiler checks), with fonts of its own.
// Only the process of layouts loads this: some texts end the program that holds the compiler.
import { join } from 'node:path';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import { reportFonts, TEXT_FONTS } from '../fonts.js';
import { codePoints, withTexts } from '../texts.js';
import type { LayoutTask } from './layout-process.js';
import { PDF_TEMPLATE } from './pdf.template.js';

/** Nothing is read from here: the files that the compiler sees are handed to it. */
const WORKSPACE = import.meta.dirname;

/** Made once in a process: to read all fonts takes a while. */
let made: NodeCompiler | undefined;

export function layOut({ data, emblem }: LayoutTask): Uint8Array {
  const compiler = (made ??= NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontBlobs: reportFonts() }] }));
  // Nothing of the document before is kept: neither its emblem nor what was worked out for it.
  compiler.resetShadow();
  compiler.evictCache(0);
  if (emblem) compiler.mapShadow(join(WORKSPACE, emblem.path), Buffer.from(emblem.bytes));
  for (let drawn = data; ;) {
    try {
      return compiled(compiler, PDF_TEMPLATE, drawn);
    } catch (error) {
      const drawable = withoutUndrawable(compiler, drawn, undrawable(error));
      if (drawable === undefined) throw error;
      drawn = drawable;
    }
  }
}

function compiled(typst: NodeCompiler, template: string, data: unknown): Uint8Array {
  typst.mapShadow(join(WORKSPACE, 'report.json'), Buffer.from(JSON.stringify(data)));
  const result = typst.compile({ mainFileContent: template, resetRead: true });
  const { result: document } = result;
  if (!document)
    throw new Error(`the PDF was not laid out: ${JSON.stringify(result.takeDiagnostics()?.shortDiagnostics)}`);
  return new Uint8Array(typst.pdf(document, { pdfStandard: PdfStandard.UA_1 }));
}

/** Characters, each in a paragraph of its own. */
const PROBE = `
#let data = json("/report.json")
#set document(title: "Characters")
#set text(font: data.fonts, fallback: false)
#for each in data.characters { par(each) }
`;

/**
 * The data with the number of each character in its place that no font has; undefined where none of it is to blame.
 * `texts`: those that could not be drawn.
 */
function withoutUndrawable(typst: NodeCompiler, data: unknown, texts: readonly string[]): unknown {
  // Beside such a character the compiler names also those that can be drawn, even a space: each is tried alone.
  const alone = undrawableAmong(typst, [...new Set(texts.join(''))]);
  for (const missing of [alone, texts.filter((text) => BEYOND_ASCII.test(text))]) {
    const drawable = withTexts(data, (text) => missing.reduce((all, each) => all.replaceAll(each, codePoints), text));
    if (JSON.stringify(drawable) !== JSON.stringify(data)) return drawable;
  }
  return undefined;
}

const BEYOND_ASCII = /[^ -~]/;

function undrawableAmong(typst: NodeCompiler, characters: readonly string[]): string[] {
  try {
    compiled(typst, PROBE, { fonts: TEXT_FONTS, characters });
    return [];
  } catch (error) {
    return undrawable(error);
  }
}

/** The texts that the compiler says no font can draw, out of the way in which it quotes them. */
function undrawable(error: unknown): string[] {
  const { message } = error as Error;
  const quoted = [...message.matchAll(/the text `\\"(.+?)\\"` could not be displayed/g)].map(([, text = '']) => text);
  return quoted.map((text) =>
    text
      .replace(/\\+u\{([0-9a-f]+)\}/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
      .replace(/\\+(["'\\])/g, '$1'),
  );
}
