// A TCP proxy between the service and the cluster that does to connections what networks do.
import { createServer, connect, type Server, type Socket } from 'node:net';

/** `black-hole`: connections stay open, new ones too, and nothing comes through in either direction. */
export type NetworkFault = 'none' | 'cut' | 'delay' | 'half-close' | 'black-hole' | 'refuse';

const DELAY_MS = 150;

export class FaultyNetwork {
  port = 0;
  private fault: NetworkFault = 'none';
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private server: Server | undefined;
  /** What is held back on its way to a socket: a connection never loses its order. */
  private readonly held = new WeakMap<Socket, Promise<void>>();

  constructor(private readonly target: () => number) {}

  async start(): Promise<void> {
    const server = createServer((near) => this.accept(near));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.port = (server.address() as { port: number }).port;
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  /** From now on; what a black hole swallowed stays lost, so that its connections end when it does. */
  set(fault: NetworkFault): void {
    const before = this.fault;
    this.fault = fault;
    if (fault === 'cut' || fault === 'refuse' || before === 'black-hole') this.cut();
    if (fault === 'half-close') for (const [near] of this.pairs) near.end();
  }

  private accept(near: Socket): void {
    if (this.fault === 'refuse') {
      near.destroy();
      return;
    }
    const far = connect(this.target(), '127.0.0.1');
    const pair = [near, far] as const;
    this.pairs.add(pair);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (chunk) => this.pass(chunk, to));
      from.on('end', () => to.end());
      from.on('error', () => undefined);
      from.on('close', () => {
        this.pairs.delete(pair);
        to.destroy();
      });
    }
  }

  private pass(chunk: Buffer, to: Socket): void {
    if (this.fault === 'black-hole') return;
    const write = (): void => {
      if (!to.destroyed && to.writable) to.write(chunk);
    };
    const before = this.held.get(to);
    if (this.fault !== 'delay' && before === undefined) {
      write();
      return;
    }
    const delay = this.fault === 'delay' ? DELAY_MS : 0;
    const passed = new Promise((resolve) => setTimeout(resolve, delay));
    const written: Promise<void> = Promise.all([before, passed]).then(() => {
      write();
      if (this.held.get(to) === written) this.held.delete(to);
    });
    this.held.set(to, written);
  }

  private cut(): void {
    for (const [near, far] of this.pairs) {
      near.destroy();
      far.destroy();
    }
    this.pairs.clear();
  }
}
