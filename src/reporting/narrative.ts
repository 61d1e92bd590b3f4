// What people wrote, from Markdown to the parts that a document has. HTML in it stays text, and nothing is fetched.
import { Marked, type Token, type Tokens } from 'marked';
import { VISIBLE } from '../domain/text.schema.js';
import type { NarrativePart, Run } from './report-model.js';

/** Emphasis is looked for from each of its signs to the end of the text: beyond so many of them in one, they stay signs. */
const MOST_SIGNS = 1_000;
const SIGNS = /[*_]+/g;
const emphasised = { text: '', tooMuch: false };

/** Rows of a table are filled up to the width of its head: one of more cells than these, or than letters, stays text. */
const CELLS_OF_ANY_TABLE = 200;

const markdown = new Marked({ gfm: true }).use({
  tokenizer: {
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
  },
});

/** Lists and quotations inside each other, beyond which they stay as they were written: no document has room for more. */
const DEEPEST = 6;
/** What opens a quotation or a list at the beginning of a line. */
const OPENING = '[ \\t]*(?:>|(?:[-*+]|\\d{1,9}[.)])(?=[ \\t]))';
const DEEPER = new RegExp(`^((?:${OPENING}){${DEEPEST}})(?:${OPENING})+`, 'gm');

export function narrativeParts(text: string): NarrativePart[] {
  return parts(markdown.lexer(text.replace(/\r\n?/g, '\n').replace(DEEPER, '$1')));
}

function parts(tokens: readonly Token[], depth = 0): NarrativePart[] {
  return tokens.flatMap((token): NarrativePart[] => {
    switch (token.type) {
      case 'space':
      case 'def':
        return [];
      case 'paragraph':
      case 'text':
        return paragraph((token as Tokens.Paragraph).tokens ?? [token]);
      case 'heading': {
        const { depth, tokens: inner } = token as Tokens.Heading;
        const title = runs(inner);
        // A document for everyone has no heading that says nothing.
        return isSeen(title) ? [{ kind: 'heading', depth, runs: title }] : [];
      }
      case 'list': {
        const { ordered, start, items } = token as Tokens.List;
        if (depth === DEEPEST) return paragraph([token]);
        // A list that goes on after a paragraph goes on with its numbers.
        const first = typeof start === 'number' && start !== 1 ? { start } : {};
        return [{ kind: 'list', ordered, ...first, items: items.map((item) => parts(item.tokens, depth + 1)) }];
      }
      case 'blockquote':
        if (depth === DEEPEST) return paragraph([token]);
        return [{ kind: 'quote', parts: parts((token as Tokens.Blockquote).tokens, depth + 1) }];
      case 'code':
        return [{ kind: 'code', text: (token as Tokens.Code).text }];
      case 'table': {
        const { header, rows } = token as Tokens.Table;
        return [
          {
            kind: 'table',
            head: header.map((cell) => runs(cell.tokens)),
            rows: rows.map((row) => row.map((cell) => runs(cell.tokens))),
          },
        ];
      }
      case 'hr':
        return [{ kind: 'rule' }];
      default:
        return paragraph([token]);
    }
  });
}

function paragraph(tokens: readonly Token[]): NarrativePart[] {
  const inner = runs(tokens);
  return isSeen(inner) ? [{ kind: 'paragraph', runs: inner }] : [];
}

const isSeen = (all: readonly Run[]): boolean => all.some(({ text }) => VISIBLE.test(text));

type Style = Omit<Run, 'text'>;

function runs(tokens: readonly Token[], style: Style = {}): Run[] {
  return joined(
    tokens.flatMap((token): Run[] => {
      switch (token.type) {
        case 'strong':
          return runs((token as Tokens.Strong).tokens, { ...style, bold: true });
        case 'em':
          return runs((token as Tokens.Em).tokens, { ...style, italic: true });
        case 'del':
          return runs((token as Tokens.Del).tokens, { ...style, struck: true });
        case 'codespan':
          return [{ text: (token as Tokens.Codespan).text, ...style, code: true }];
        case 'br':
          return [{ text: '\n', ...style }];
        case 'link': {
          const { href, tokens: inner } = token as Tokens.Link;
          return runs(inner, isWebAddress(href) ? { ...style, link: href } : style);
        }
        case 'image':
          return [{ text: (token as Tokens.Image).text, ...style }];
        case 'text':
        case 'escape': {
          const { tokens: inner, text } = token as Tokens.Text;
          return inner ? runs(inner, style) : [{ text, ...style }];
        }
        default:
          // HTML, and task boxes, as they were written.
          return [{ text: token.raw, ...style }];
      }
    }),
  );
}

/** Runs of one style that follow each other are one. A line break inside a paragraph is a space, as Markdown has it. */
function joined(all: readonly Run[]): Run[] {
  const result: Run[] = [];
  for (const run of all) {
    const text = run.text === '\n' ? '\n' : run.text.replaceAll('\n', ' ');
    const last = result.at(-1);
    if (last && sameStyle(last, run)) result[result.length - 1] = { ...last, text: last.text + text };
    else result.push({ ...run, text });
  }
  return result;
}

const sameStyle = (a: Run, b: Run): boolean =>
  a.bold === b.bold && a.italic === b.italic && a.code === b.code && a.struck === b.struck && a.link === b.link;

const isWebAddress = (href: string): boolean => /^https?:\/\//i.test(href);
