// Texts that are longer than a cell of a spreadsheet can hold, in several pieces.

/** A longer text is cut by spreadsheets themselves, or makes the file unreadable for them. */
const LONGEST_TEXT = 32_767;
/** Says that a text goes on, and that it goes on from another cell. */
const MORE = ' […]';
const BEFORE = '[…] ';

/** The text, in as many pieces as it needs; cut at a blank, or else between two characters. */
export function fitting(text: string, longest = LONGEST_TEXT): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > longest) {
    const room = longest - MORE.length;
    const blank = rest.lastIndexOf(' ', room);
    const at = blank > BEFORE.length + room / 2 ? blank : betweenCharacters(rest, room);
    pieces.push(rest.slice(0, at) + MORE);
    rest = BEFORE + rest.slice(at).trimStart();
  }
  return [...pieces, rest];
}

/** A character outside the basic plane is two units of a text. */
const betweenCharacters = (text: string, at: number): number => (/[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at);
