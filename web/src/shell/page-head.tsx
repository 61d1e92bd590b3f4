// The head of a page: its one h1, which names the window too and takes the focus when the page was come to by a link.
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { text } from '../text.js';
import { useAllianceAt } from './alliances.js';

interface Props {
  readonly title: string;
  /** A line above the title, such as the way back to a list. */
  readonly above?: ComponentChildren;
  /** What the page is for, in a sentence. */
  readonly lead?: ComponentChildren;
  /** Buttons and states that stand at the side of the title. */
  readonly children?: ComponentChildren;
}

/** The path whose page was shown last: the first one leaves the focus where the browser put it. */
let lastPath: string | undefined;
/** The heading that has just gone had the focus: what takes its place, once it is loaded, has it then. */
let hadFocus = false;

export function PageHead({ title, above, lead, children }: Props) {
  const { path } = useLocation();
  const alliance = useAllianceAt(path);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const parts = [title, alliance?.acronym, alliance?.example ? text.example.tag : undefined, text.product];
    document.title = [...new Set(parts.filter((part) => part !== undefined))].join(' – ');
  }, [title, alliance]);
  useEffect(() => {
    const isNew = lastPath !== undefined && lastPath !== path;
    const isLoaded = hadFocus && document.activeElement === document.body;
    if (isNew || isLoaded) heading.current?.focus({ preventScroll: true });
    lastPath = path;
    hadFocus = false;
  }, [path]);
  useLayoutEffect(() => {
    const shown = heading.current;
    return () => {
      hadFocus = document.activeElement === shown;
    };
  }, []);
  return (
    <header class="page-head">
      <div>
        {above !== undefined && <p class="page-above">{above}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <div class="page-lead">{lead}</div>}
      </div>
      {children !== undefined && <div class="page-actions">{children}</div>}
    </header>
  );
}
