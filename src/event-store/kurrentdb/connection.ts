// The client and its life. A call that gets no answer ends by a limit of its own, since the client's deadlines bind
// neither its appends nor its reads; a connection that fell silent is given up for a new one.
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type * as Kurrent from '@kurrent/kurrentdb-client';
import { clientAddress } from './address.js';
import { EventStoreError } from '../event-store.js';
import { failureKind, isAnswer, reasonOf, SilenceError, storeClosed } from './failures.js';

export type Client = Kurrent.KurrentDBClient;
export type KurrentModule = typeof Kurrent;

/** Between two tries of a call that may be repeated. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 500;

/** Between asking for the first append of a client and asking for others, at most. */
const OPENED_WITHIN_MS = 1_000;

/** The client appends and subscribes over one connection, and reads over another: one may be dead while the other lives. */
export type Way = 'append' | 'read';

export class Connection {
  private current: Client;
  private readonly lastAnswer: Record<Way, number> = { append: 0, read: 0 };
  /** The first append of each client, which opens the way for the others. */
  private readonly first = new WeakMap<Client, Promise<unknown>>();
  /** Ends each call that is under way. */
  private readonly underWay = new Set<(error: Error) => void>();
  private closed = false;

  private constructor(
    readonly kurrent: KurrentModule,
    private readonly address: string,
  ) {
    this.current = this.newClient();
    watchOverRejections();
  }

  /** Throws where the client doesn't work on this machine, or can't use the address. Connects to nothing yet. */
  static async open(address: string): Promise<Connection> {
    let kurrent: KurrentModule;
    try {
      kurrent = await import('@kurrent/kurrentdb-client');
    } catch (error) {
      throw new Error('The package @kurrent/kurrentdb-client is not installed, or does not work on this machine.', {
        cause: error,
      });
    }
    try {
      return new Connection(kurrent, clientAddress(address));
    } catch (error) {
      throw new EventStoreError('unavailable', `The address of the cluster can't be used: ${reasonOf(error)}`);
    }
  }

  /** The client to subscribe with. */
  get client(): Client {
    if (this.closed) throw storeClosed();
    return this.current;
  }

  /** One try, for at most `limitMs`. */
  async once<T>(way: Way, limitMs: number, work: (client: Client) => Promise<T>): Promise<T> {
    const { client } = this;
    const began = performance.now();
    const working = work(client);
    try {
      const result = await this.within(limitMs, working);
      this.lastAnswer[way] = performance.now();
      return result;
    } catch (error) {
      if (isAnswer(error)) this.lastAnswer[way] = performance.now();
      else if (this.lastAnswer[way] < began) this.renew(client);
      throw this.closed ? storeClosed() : error;
    }
  }

  /** What comes of it, unless the limit or the closing comes first: what comes later is nobody's concern any more. */
  private within<T>(limitMs: number, working: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const giveUp = (error: Error): void => {
        ended();
        reject(error);
      };
      const timer = setTimeout(() => giveUp(new SilenceError(limitMs)), limitMs).unref();
      const ended = (): void => {
        clearTimeout(timer);
        this.underWay.delete(giveUp);
      };
      this.underWay.add(giveUp);
      working.then((result) => {
        ended();
        resolve(result);
      }, giveUp);
    });
  }

  /** Tries what may be repeated until it is answered, each time for at most `tryMs`, in all for at most `limitMs`. */
  async retried<T>(
    way: Way,
    tryMs: number,
    limitMs: number,
    work: (client: Client) => Promise<T>,
    onFailure: (error: unknown) => void = () => undefined,
  ): Promise<T> {
    // The last try may have had no time left: what an earlier one was told says more.
    let told: unknown;
    const until = performance.now() + limitMs;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const left = until - performance.now();
      try {
        return await this.once(way, Math.max(1, Math.min(tryMs, left)), work);
      } catch (error) {
        onFailure(error);
        if (!(error instanceof SilenceError)) told = error;
        const again = ['refused', 'broken'].includes(failureKind(error));
        if (this.closed || !again || performance.now() + pause >= until) throw (told ?? error) as Error;
        await sleep(pause);
      }
    }
  }

  /** Appends in the order in which it was asked for: while a client opens its stream of appends, others would pass the first. */
  async inOrder<T>(client: Client, append: (client: Client) => Promise<T>): Promise<T> {
    const first = this.first.get(client);
    if (first) {
      await first;
      return append(client);
    }
    const appended = append(client);
    const answered = appended.catch(() => undefined);
    this.first.set(client, Promise.race([answered, sleep(OPENED_WITHIN_MS, undefined, { ref: false })]));
    return appended;
  }

  /** Gives a client up; those who wait for it are told, and come back with the next one. */
  renew(client: Client): void {
    if (this.closed || client !== this.current) return;
    this.current = this.newClient();
    void discard(client);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    for (const giveUp of this.underWay) giveUp(storeClosed());
    await discard(this.current);
  }

  private newClient(): Client {
    return this.kurrent.KurrentDBClient.connectionString(this.address);
  }
}

const DISCARD_MS = 500;

/** Ends a client's streams and its channel, which the client itself leaves open. */
async function discard(client: Client): Promise<void> {
  const end = async (): Promise<void> => {
    // Node's HTTP/2 writes without end where a stream is cancelled from within what tells that another one of the same
    // connection was reset, and that one still had something to send: not before the event loop's next turn.
    await nextTurn();
    await client.dispose();
    const { getChannel } = client as unknown as { getChannel: () => Promise<{ close: () => void }> };
    (await getChannel()).close();
  };
  await Promise.race([end().catch(() => undefined), sleep(DISCARD_MS, undefined, { ref: false })]);
}

let watched = false;

/**
 * The client looks after a connection that failed in a promise that nobody holds: while no node can be found, that one
 * fails too, also after the connection was closed, and would end the process. Whoever called was told of the failure
 * itself. All others end it, as always.
 */
function watchOverRejections(): void {
  if (watched) return;
  watched = true;
  process.on('unhandledRejection', (reason) => {
    const { message = '', stack = '' } = (reason ?? {}) as Partial<Error>;
    const isOfClient =
      /^Failed to discover after|No connection established/.test(message) || stack.includes('kurrentdb-client');
    if (!isOfClient) throw reason;
  });
}
