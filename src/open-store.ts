// Opens the event store that the configuration names, and the data folder beside it.
import { EVENT_TYPES, eventDefinition } from './domain/events.js';
import { EmbeddedEventStore } from './event-store/embedded/embedded-event-store.js';
import { FolderLock, whenFree, type FolderOwner } from './event-store/embedded/folder-lock.js';
import type { EventStore } from './event-store/event-store.js';
import { shownAddress } from './event-store/kurrentdb/address.js';
import { KurrentDbEventStore } from './event-store/kurrentdb/kurrentdb-event-store.js';
import { Upcasting } from './event-store/upcasting.js';
import type { Clock } from './platform/clock.js';
import type { Configuration } from './platform/configuration.js';

export interface OpenStore {
  readonly store: EventStore;
  /** Tells others on this machine how to reach the service that owns the data folder. */
  readonly publishOwner: (owner: FolderOwner) => void;
  readonly close: () => Promise<void>;
}

/** Reads what was recorded in older versions of a schema as the newest. */
const upcasting = new Upcasting(
  EVENT_TYPES.flatMap((type) =>
    (eventDefinition(type)?.older ?? []).map(({ version, upcast }) => ({ type, from: version, upcast })),
  ),
);

/** Where the events are, as it may be shown. */
export const placeOfEvents = ({ STORE_URL: address, DATA_DIR: dataDir }: Configuration): string =>
  address === '' ? dataDir : shownAddress(address);

/**
 * Throws FolderInUseError where a service owns the data folder, or a command for long. Waits for a cluster for as long as
 * it takes. Tells `onWaiting` why it waits; the signal ends that.
 */
export async function openStore(
  configuration: Configuration,
  clock: Clock,
  onWaiting?: (reason: string) => void,
  signal?: AbortSignal,
): Promise<OpenStore> {
  const { DATA_DIR: dataDir, STORE_URL: address, STREAM_PREFIX: streamPrefix } = configuration;
  if (address === '') {
    const store = await whenFree(() => EmbeddedEventStore.open({ dataDir, clock, upcasting }), { onWaiting, signal });
    return { store, publishOwner: (owner) => store.publishOwner(owner), close: () => store.close() };
  }
  const lock = await whenFree(() => FolderLock.acquire(dataDir), { onWaiting, signal });
  try {
    const waiting = { ...(onWaiting ? { onWaiting } : {}), ...(signal ? { signal } : {}) };
    const store = await KurrentDbEventStore.open({ address, streamPrefix, clock, upcasting, ...waiting });
    const close = async (): Promise<void> => {
      await store.close();
      lock.release();
    };
    return { store, publishOwner: (owner) => lock.publish(owner), close };
  } catch (error) {
    lock.release();
    throw error;
  }
}
