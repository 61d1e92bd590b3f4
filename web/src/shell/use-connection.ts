// Whether what an alliance records reaches this page as it happens, and since when it doesn't.
import { useEffect, useState } from 'preact/hooks';
import { listen } from '../change-stream.js';

export interface Connection {
  readonly state: 'connecting' | 'live' | 'lost';
  /** When the figures were last known to be current; undefined while live. */
  readonly lostAt?: Date | undefined;
}

export function useConnection(allianceId: string | undefined): Connection {
  const [connection, setConnection] = useState<Connection>({ state: 'connecting' });
  useEffect(() => {
    if (allianceId === undefined) return undefined;
    setConnection((before) => (before.state === 'connecting' ? before : { state: 'connecting' }));
    const stream = listen(allianceId, {
      opened: () => setConnection({ state: 'live' }),
      changed: () => undefined,
      lost: () => setConnection((before) => (before.state === 'lost' ? before : { state: 'lost', lostAt: new Date() })),
    });
    return () => stream.close();
  }, [allianceId]);
  return connection;
}
