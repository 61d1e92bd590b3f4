// The live connection to an alliance: server-sent events that come back by themselves after any kind of loss, as a new
// connection: what was missed is asked for, and what was heard on the one before may no longer be in the log.
// However many parts of the page listen, there is one connection: browsers allow six to a host.
import { parseChanges, streamUrl, type Change } from './api.js';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
/** A hidden tab gives its connection back after this long. */
const HIDDEN_MS = 15_000;

export interface StreamListener {
  /** Connected, for the first time or again; what happened in between must be asked for. */
  opened(): void;
  /** Something was recorded; `changes` is empty where it changed no figure. */
  changed(position: string, changes: readonly Change[]): void;
  lost(): void;
}

interface Connection {
  readonly listeners: Set<StreamListener>;
  readonly state: () => 'connecting' | 'open' | 'lost';
  readonly close: () => void;
}

const connections = new Map<string, Connection>();

/** Listens until closed. One that joins later is told the state of the connection at once. */
export function listen(allianceId: string, listener: StreamListener): { close(): void } {
  const connection = connections.get(allianceId) ?? connect(allianceId);
  connections.set(allianceId, connection);
  connection.listeners.add(listener);
  if (connection.state() === 'open') listener.opened();
  if (connection.state() === 'lost') listener.lost();
  return {
    close() {
      connection.listeners.delete(listener);
      // A page that follows right away takes the connection over.
      window.setTimeout(() => {
        if (connection.listeners.size > 0 || connections.get(allianceId) !== connection) return;
        connections.delete(allianceId);
        connection.close();
      });
    },
  };
}

function connect(allianceId: string): Connection {
  const listeners = new Set<StreamListener>();
  let state: 'connecting' | 'open' | 'lost' = 'connecting';
  let source: EventSource | undefined;
  let retryTimer: number | undefined;
  let hideTimer: number | undefined;
  let waitMs = FIRST_WAIT_MS;

  const lost = (): void => {
    state = 'lost';
    for (const listener of listeners) listener.lost();
  };
  const open = (): void => {
    disconnect();
    source = new EventSource(streamUrl(allianceId));
    source.onopen = () => {
      waitMs = FIRST_WAIT_MS;
      state = 'open';
      for (const listener of listeners) listener.opened();
    };
    source.onmessage = (message: MessageEvent<string>) => {
      const changes = parseChanges(message.data);
      for (const listener of listeners) listener.changed(message.lastEventId, changes);
    };
    source.onerror = () => {
      disconnect();
      lost();
      retryTimer = window.setTimeout(open, waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    };
  };
  const disconnect = (): void => {
    window.clearTimeout(retryTimer);
    source?.close();
    source = undefined;
  };
  const wentOffline = (): void => {
    disconnect();
    lost();
  };
  const visibilityChanged = (): void => {
    window.clearTimeout(hideTimer);
    if (document.hidden) hideTimer = window.setTimeout(disconnect, HIDDEN_MS);
    else if (!source) open();
  };

  window.addEventListener('offline', wentOffline);
  window.addEventListener('online', open);
  document.addEventListener('visibilitychange', visibilityChanged);
  open();
  return {
    listeners,
    state: () => state,
    close() {
      window.removeEventListener('offline', wentOffline);
      window.removeEventListener('online', open);
      document.removeEventListener('visibilitychange', visibilityChanged);
      window.clearTimeout(hideTimer);
      disconnect();
    },
  };
}
