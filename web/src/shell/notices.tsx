// The corner where notices appear, and the places from which screen readers hear them.
import { closeNotice, useNotices } from '../notices.js';
import { text } from '../text.js';

export function Notices() {
  const { notices, spoken } = useNotices();
  return (
    <>
      <p class="sr-only" role="status">
        {spoken}
      </p>
      <div class="notices" role="region" aria-label={text.notices.label} aria-live="polite">
        {notices.map(({ id, kind, message, link }) => (
          <div key={id} class={`notice notice-${kind}`}>
            <p>
              {message}
              {link && (
                <>
                  {' '}
                  <a href={link.href}>{link.label}</a>
                </>
              )}
            </p>
            <button type="button" class="icon-button" aria-label={text.notices.close} onClick={() => closeNotice(id)}>
              <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <path d="m4 4 8 8m0-8-8 8" />
              </svg>
            </button>
          </div>
        ))}
      </div>
    </>
  );
}
