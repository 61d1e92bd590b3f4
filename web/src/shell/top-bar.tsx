// The bar above every page: the product, the alliance in view, the reader's preferences, and the way to the menu on a phone.
import { useContext, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { allianceHref } from '../address.js';
import type { Alliance } from '../api.js';
import { ConnectionState } from '../components/connection-state.js';
import { SearchButton } from '../search/search-button.js';
import { text, type Language } from '../text.js';
import { Alliances } from './alliances.js';
import { PreferencesDialog } from './preferences-dialog.js';
import type { Connection } from './use-connection.js';

interface Props {
  /** The one in view, if any. */
  readonly alliance: Alliance | undefined;
  readonly connection: Connection;
  readonly menuOpen: boolean;
  readonly onMenu: (open: boolean) => void;
  readonly onLanguage: (language: Language) => Promise<void>;
}

export function TopBar({ alliance, connection, menuOpen, onMenu, onLanguage }: Props) {
  const [choosing, setChoosing] = useState(false);
  return (
    <header class="top">
      {alliance && (
        <button
          type="button"
          class="icon-button menu-button"
          aria-expanded={menuOpen}
          aria-controls="navigation"
          aria-label={text.navigation.menu}
          onClick={() => onMenu(!menuOpen)}
        >
          <svg viewBox="0 0 20 20" width="22" height="22" aria-hidden="true">
            <path d={menuOpen ? 'm5 5 10 10m0-10L5 15' : 'M3 5.5h14M3 10h14M3 14.5h14'} />
          </svg>
        </button>
      )}
      <a class="product" href="/">
        <Logo />
        <span>{text.product}</span>
      </a>
      {alliance && <AllianceChoice current={alliance.allianceId} />}
      <div class="top-end">{alliance && <ConnectionState {...connection} />}</div>
      {alliance && <SearchButton allianceId={alliance.allianceId} />}
      <button
        type="button"
        class="icon-button"
        aria-haspopup="dialog"
        aria-label={text.preferences.label}
        onClick={() => setChoosing(true)}
      >
        <svg viewBox="0 0 20 20" width="22" height="22" aria-hidden="true">
          <path d="M3 6h8m4 0h2M3 14h2m4 0h8M13 4v4M7 12v4" />
        </svg>
      </button>
      {choosing && <PreferencesDialog onLanguage={onLanguage} onClose={() => setChoosing(false)} />}
    </header>
  );
}

/** As in `public/favicon.svg`; an image in a file of its own is a document of its own to the browser, and takes as long. */
function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0f4c81" />
      <path d="M7 23 13 16l4.5 4L25 10" stroke="#fff" />
      <circle cx="25" cy="10" r="2.6" fill="#7fd1c4" />
    </svg>
  );
}

function AllianceChoice({ current }: { current: string }) {
  const { route } = useLocation();
  const { alliances = [] } = useContext(Alliances);
  return (
    <label class="alliance-choice">
      <span class="sr-only">{text.alliance}</span>
      <select value={current} onChange={({ currentTarget }) => route(allianceHref(currentTarget.value))}>
        {alliances.map(({ allianceId, acronym }) => (
          <option key={allianceId} value={allianceId}>
            {acronym}
          </option>
        ))}
      </select>
    </label>
  );
}
