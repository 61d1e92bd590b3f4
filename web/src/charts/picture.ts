// A chart as a picture file: on the page's background, with its title above.
import { download } from '../csv.js';
import { readPalette } from '../theme.js';

const MARGIN = 24;
const TITLE_PX = 18;
const LINE_PX = 26;

export function downloadPicture(chart: HTMLCanvasElement, title: string, fileName: string): void {
  const { surface, ink, font } = readPalette();
  const scale = window.devicePixelRatio || 1;
  const picture = document.createElement('canvas');
  const context = picture.getContext('2d');
  if (!context) return;
  context.font = `600 ${TITLE_PX * scale}px ${font}`;
  const lines = wrapped(title, chart.width, context);
  const top = (MARGIN + lines.length * LINE_PX) * scale;
  picture.width = chart.width + 2 * MARGIN * scale;
  picture.height = chart.height + top + MARGIN * scale;
  context.fillStyle = surface;
  context.fillRect(0, 0, picture.width, picture.height);
  context.fillStyle = ink;
  // Setting the size has forgotten the font.
  context.font = `600 ${TITLE_PX * scale}px ${font}`;
  for (const [index, line] of lines.entries()) {
    context.fillText(line, MARGIN * scale, (MARGIN + index * LINE_PX + TITLE_PX) * scale);
  }
  context.drawImage(chart, MARGIN * scale, top);
  picture.toBlob((blob) => {
    if (blob) download(fileName, blob);
  }, 'image/png');
}

function wrapped(words: string, width: number, context: CanvasRenderingContext2D): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
