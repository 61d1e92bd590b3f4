// The shell around every page: addresses, alliances, navigation, notices, and what is shown when a page breaks.
import type { ComponentChildren, FunctionComponent } from 'preact';
import { useEffect, useErrorBoundary, useMemo, useState } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import type { Alliance } from '../api.js';
import { ConnectionLost } from '../components/connection-state.js';
import { ExampleBanner } from '../components/example-banner.js';
import { keepLanguage } from '../preferences.js';
import { routeOf, routes } from '../routes.js';
import { loadText, text, type Language } from '../text.js';
import { AlliancesProvider, useAllianceAt } from './alliances.js';
import { BrokenPage, UnknownPage } from './broken-page.js';
import { Notices } from './notices.js';
import { PrintNote } from './print-note.js';
import { SideNavigation } from './side-navigation.js';
import { TopBar } from './top-bar.js';
import { useConnection } from './use-connection.js';

/** Links to these are followed within the page; all others load what they name. */
const OWN_PAGES = /^\/($|\?|a\/|embed\/|survey\/|new$)/;
/** What stands in another site's page stays what was let stand there: its links load what may not. */
const EMBEDDED_PAGES = /^\/embed\//;

interface Props {
  /** Loaded ahead; undefined where that failed. */
  readonly alliances: readonly Alliance[] | undefined;
  /** The address where there is no browser to ask for it. */
  readonly url?: string | undefined;
}

/** Its types leave `url` out. */
const AtAddress: FunctionComponent<{ scope: RegExp; url: string | undefined }> = LocationProvider;

export function App({ alliances, url }: Props) {
  const [language, setLanguage] = useState(text.language);
  const speak = async (chosen: Language): Promise<void> => {
    await loadText(chosen);
    keepLanguage(chosen);
    document.documentElement.lang = text.language;
    setLanguage(chosen);
  };
  const isEmbedded = EMBEDDED_PAGES.test(url ?? window.location.pathname);
  return (
    <AtAddress scope={isEmbedded ? EMBEDDED_PAGES : OWN_PAGES} url={url}>
      <AlliancesProvider first={alliances}>
        <Frame language={language} onLanguage={speak} />
        <Notices />
      </AlliancesProvider>
    </AtAddress>
  );
}

interface FrameProps {
  readonly language: Language;
  readonly onLanguage: (language: Language) => Promise<void>;
}

function Frame({ language, onLanguage }: FrameProps) {
  const { path } = useLocation();
  const alliance = useAllianceAt(path);
  const connection = useConnection(alliance?.allianceId);
  const bare = routeOf(path)?.layout === 'bare';
  const [menuOpen, setMenuOpen] = useState(false);
  // What the frame alone is told of, such as the connection, draws no page anew.
  const pages = useMemo(
    () => (
      <main id="content" tabIndex={-1}>
        <PrintNote alliance={alliance} />
        {!bare && alliance?.example === true && <ExampleBanner />}
        {/* A new language draws the page anew: no part keeps words of the one before. */}
        <Unbroken key={language} path={path}>
          <Router>
            {routes.map(({ path: pattern, page }) => (
              <Route key={pattern} path={pattern} component={page} />
            ))}
            <Route default component={UnknownPage} />
          </Router>
        </Unbroken>
      </main>
    ),
    [language, path, alliance, bare],
  );
  if (bare) return <div class="bare">{pages}</div>;
  return (
    <>
      <a class="skip" href="#content">
        {text.skip}
      </a>
      <TopBar
        alliance={alliance}
        connection={connection}
        menuOpen={menuOpen}
        onMenu={setMenuOpen}
        onLanguage={onLanguage}
      />
      <div class="frame">
        <SideNavigation alliance={alliance} open={menuOpen} onClose={() => setMenuOpen(false)} />
        <div class="page">
          <ConnectionLost {...connection} />
          {pages}
        </div>
      </div>
    </>
  );
}

/** Shows a fault of a page in its place; the navigation stays, and another page starts afresh. */
function Unbroken({ path, children }: { path: string; children: ComponentChildren }) {
  const boundary = useErrorBoundary();
  const fault: unknown = boundary[0];
  const reset = boundary[1];
  useEffect(() => {
    if (fault !== undefined) reset();
  }, [path]);
  return fault === undefined ? <>{children}</> : <BrokenPage fault={fault} />;
}
