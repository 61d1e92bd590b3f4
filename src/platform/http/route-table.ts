// Which paths there are, and with which methods: so that a wrong method can be told from a wrong path.
import type { FastifyInstance } from 'fastify';

export class RouteTable {
  private readonly routes: { readonly path: RegExp; readonly methods: readonly string[] }[] = [];

  /** Notes every route that the server learns from now on. */
  watch(server: FastifyInstance): void {
    server.addHook('onRoute', ({ url, method }) => {
      if (url.includes('*')) return;
      const pattern = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+');
      this.routes.push({ path: new RegExp(`^${pattern}$`), methods: [method].flat() });
    });
  }

  /** The methods of a path, empty where there is no such path. */
  methodsOf(url: string): string[] {
    const [path = ''] = url.split('?');
    const methods = this.routes.filter((route) => route.path.test(path)).flatMap((route) => route.methods);
    return [...new Set(methods)].sort();
  }
}
