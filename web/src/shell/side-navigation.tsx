// The navigation of an alliance: beside the page on a wide screen, behind the menu button on a narrow one.
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { allianceHref, momentQuery, useMoment } from '../address.js';
import type { Alliance } from '../api.js';
import { navigation } from '../navigation.js';
import { text } from '../text.js';

interface Props {
  readonly alliance: Alliance | undefined;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function SideNavigation({ alliance, open, onClose }: Props) {
  const { path } = useLocation();
  const moment = useMoment();
  useEffect(onClose, [path]);
  useEffect(() => {
    if (!open) return undefined;
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onClose();
    };
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [open]);
  if (!alliance) return null;
  return (
    <nav id="navigation" class={`side${open ? ' is-open' : ''}`} aria-label={text.navigation.label}>
      {navigation
        .filter(({ entries }) => entries.length > 0)
        .map(({ id, entries }) => (
          <div key={id} class="side-group">
            <p class="side-heading" id={`navigation-${id}`}>
              {text.navigation.groups[id]}
            </p>
            <ul aria-labelledby={`navigation-${id}`}>
              {entries.map(({ path: below, label, icon }) => {
                const href = allianceHref(alliance.allianceId, below);
                return (
                  <li key={below}>
                    <a
                      href={href + momentQuery(moment)}
                      aria-current={path === href ? 'page' : isBelow(path, href, below) ? 'true' : undefined}
                    >
                      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                        <path d={icon} />
                      </svg>
                      {label(text)}
                    </a>
                  </li>
                );
              })}
            </ul>
          </div>
        ))}
    </nav>
  );
}

/** A page below an entry belongs to it; to the overview belong the indicators. */
function isBelow(path: string, href: string, below: string): boolean {
  return path.startsWith(below === '' ? `${href}/indicators/` : `${href}/`);
}
