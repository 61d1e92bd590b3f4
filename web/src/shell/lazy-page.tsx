// A page that is loaded when it is first drawn. One that can't be had breaks, which the frame says, and is asked for again
// when it is next opened: the router would wait for it for ever, and show the page before it under its address.
import type { FunctionComponent } from 'preact';
import { lazy } from 'preact-iso';

type LazyPage<Props> = FunctionComponent<Props> & { readonly preload: () => Promise<unknown> };

export function lazyPage<Props extends object>(load: () => Promise<FunctionComponent<Props>>): LazyPage<Props> {
  const attempt = (): LazyPage<Props> => lazy(() => load().catch(broken));
  const broken = (fault: unknown): FunctionComponent<Props> => {
    return () => {
      Page = attempt();
      throw fault;
    };
  };
  let Page = attempt();
  const Loaded: FunctionComponent<Props> = (props) => <Page {...props} />;
  return Object.assign(Loaded, { preload: () => Page.preload() });
}
