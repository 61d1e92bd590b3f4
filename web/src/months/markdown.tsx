// Markdown as the report shows it: HTML in it stays text, pictures are their alternative text, and nothing is fetched.
import { Marked, type Token, type Tokens } from 'marked';
import type { ComponentChildren } from 'preact';
import { readable, tokenizer } from './readable-markdown.js';

const reader = new Marked({ gfm: true }).use({ tokenizer });

export function Markdown({ source, language }: { readonly source: string; readonly language: string }) {
  return (
    <div class="prose" lang={language}>
      {blocks(reader.lexer(readable(source)))}
    </div>
  );
}

function blocks(tokens: readonly Token[]): ComponentChildren[] {
  return tokens.map((token, key) => {
    switch (token.type) {
      case 'space':
      case 'def':
        return null;
      case 'heading':
        return (
          <p key={key} class="prose-heading">
            {inline((token as Tokens.Heading).tokens)}
          </p>
        );
      case 'list': {
        const { ordered, start, items } = token as Tokens.List;
        const entries = items.map((item, index) => <li key={index}>{blocks(item.tokens)}</li>);
        return ordered ? (
          <ol key={key} start={Number(start)}>
            {entries}
          </ol>
        ) : (
          <ul key={key}>{entries}</ul>
        );
      }
      case 'blockquote':
        return <blockquote key={key}>{blocks((token as Tokens.Blockquote).tokens)}</blockquote>;
      case 'code':
        return (
          <pre key={key} class="command">
            {(token as Tokens.Code).text}
          </pre>
        );
      case 'table':
        return <ProseTable key={key} table={token as Tokens.Table} />;
      case 'hr':
        return <hr key={key} />;
      case 'paragraph':
        return <p key={key}>{inline((token as Tokens.Paragraph).tokens)}</p>;
      default:
        return <span key={key}>{inline((token as Tokens.Generic).tokens ?? [token])}</span>;
    }
  });
}

function ProseTable({ table: { header, rows } }: { readonly table: Tokens.Table }) {
  return (
    <table>
      <thead>
        <tr>
          {header.map((cell, index) => (
            <th key={index} scope="col">
              {inline(cell.tokens)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {row.map((cell, index) => (
              <td key={index}>{inline(cell.tokens)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function inline(tokens: readonly Token[]): ComponentChildren[] {
  return tokens.map((token, key) => {
    const inner = (token as Tokens.Generic).tokens;
    switch (token.type) {
      case 'strong':
        return <strong key={key}>{inline(inner ?? [])}</strong>;
      case 'em':
        return <em key={key}>{inline(inner ?? [])}</em>;
      case 'del':
        return <del key={key}>{inline(inner ?? [])}</del>;
      case 'codespan':
        return <code key={key}>{(token as Tokens.Codespan).text}</code>;
      case 'br':
        return <br key={key} />;
      case 'link': {
        const { href } = token as Tokens.Link;
        // Only what the report links to as well; anything else is its words alone.
        if (!/^https?:/i.test(href)) return inline(inner ?? []);
        return (
          <a key={key} href={href} rel="noreferrer" target="_blank">
            {inline(inner ?? [])}
          </a>
        );
      }
      case 'image':
        return (token as Tokens.Image).text;
      case 'escape':
        return (token as Tokens.Escape).text;
      default:
        return inner ? inline(inner) : token.raw;
    }
  });
}
