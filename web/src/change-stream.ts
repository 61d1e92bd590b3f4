// The live connection to one alliance: server-sent events that come back by themselves after any kind of loss.
import { parseChanges, streamUrl, type Change } from './api.js';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
/** A hidden tab gives its connection back after this long: browsers allow six to one host. */
const HIDDEN_MS = 15_000;

export interface StreamListener {
  /** Connected, for the first time or again; what happened in between must be asked for. */
  opened(): void;
  changed(position: string, changes: readonly Change[]): void;
  lost(): void;
}

/** Listens until closed. A browser retries a broken connection itself, but gives up on an error answer: then we retry. */
export function listen(allianceId: string, listener: StreamListener): { close(): void } {
  let source: EventSource | undefined;
  let retryTimer: number | undefined;
  let hideTimer: number | undefined;
  let waitMs = FIRST_WAIT_MS;

  const connect = (): void => {
    disconnect();
    source = new EventSource(streamUrl(allianceId));
    source.onopen = () => {
      waitMs = FIRST_WAIT_MS;
      listener.opened();
    };
    source.onmessage = (message: MessageEvent<string>) =>
      listener.changed(message.lastEventId, parseChanges(message.data));
    source.onerror = () => {
      listener.lost();
      if (source?.readyState !== EventSource.CLOSED) return;
      retryTimer = window.setTimeout(connect, waitMs);
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
    listener.lost();
  };
  const visibilityChanged = (): void => {
    window.clearTimeout(hideTimer);
    if (document.hidden) hideTimer = window.setTimeout(disconnect, HIDDEN_MS);
    else if (!source) connect();
  };

  window.addEventListener('offline', wentOffline);
  window.addEventListener('online', connect);
  document.addEventListener('visibilitychange', visibilityChanged);
  connect();
  return {
    close() {
      window.removeEventListener('offline', wentOffline);
      window.removeEventListener('online', connect);
      document.removeEventListener('visibilitychange', visibilityChanged);
      window.clearTimeout(hideTimer);
      disconnect();
    },
  };
}
