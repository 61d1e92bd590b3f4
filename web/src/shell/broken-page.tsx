// Where no page is: an address that leads nowhere, and a page with a fault.
import { text } from '../text.js';
import { PageHead } from './page-head.js';

export function UnknownPage() {
  return (
    <>
      <PageHead title={text.problem.unknownPage} lead={text.problem.unknownPageDetail} />
      <p>
        <a href="/">{text.problem.toStart}</a>
      </p>
    </>
  );
}

/** A page that could not be loaded is most often one of an older version: loading anew brings the new one. */
export function BrokenPage({ fault }: { fault: unknown }) {
  return (
    <>
      <PageHead title={text.problem.broken} lead={text.problem.brokenDetail} />
      <pre class="command" tabIndex={0}>
        {String(fault)}
      </pre>
      <p>
        <button type="button" onClick={() => window.location.reload()}>
          {text.problem.reload}
        </button>
      </p>
    </>
  );
}
