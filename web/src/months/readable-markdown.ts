// What keeps a text that no one writes from stopping the page: it would be read for minutes, or go deeper than there is room.
// The service's reports hold to the same bounds.
import type { TokenizerObject } from 'marked';

/** Emphasis is looked for from each of its signs to the end of the text: beyond so many of them in one, they stay signs. */
const MOST_SIGNS = 1_000;
const SIGNS = /[*_]+/g;
const emphasised = { text: '', tooMuch: false };

/** Rows of a table are filled up to the width of its head: one of more cells than these, or than letters, stays text. */
const CELLS_OF_ANY_TABLE = 200;

export const tokenizer: TokenizerObject = {
  emStrong(_rest, text) {
    // Asked again for each sign of the same text.
    if (text !== emphasised.text)
      Object.assign(emphasised, { text, tooMuch: (text.match(SIGNS) ?? []).length > MOST_SIGNS });
    return emphasised.tooMuch ? undefined : false;
  },
  table(rest) {
    const [table = '', head = ''] = this.rules.block.table.exec(rest) ?? [];
    const cells = (head.split('|').length - 1) * table.split('\n').length;
    return cells > Math.max(CELLS_OF_ANY_TABLE, table.length) ? undefined : false;
  },
};

/** Lists and quotations inside each other, beyond which what opens another is left out. */
const DEEPEST = 6;
/** What opens a quotation or a list at the beginning of a line. */
const OPENING = '[ \\t]*(?:>|(?:[-*+]|\\d{1,9}[.)])(?=[ \\t]))';
const DEEPER = new RegExp(`^((?:${OPENING}){${DEEPEST}})(?:${OPENING})+`, 'gm');

/** A text as it is given to the reader, with line ends of one kind. */
export const readable = (source: string): string => source.replace(/\r\n?/g, '\n').replace(DEEPER, '$1');
