// How the engine compiles while a process that has only just begun replays a long log.
import { setFlagsFromString } from 'node:v8';

/**
 * How many bytes of what it calls V8 compiles into a function; 920 is its own choice. A replay of 100,000 events is over
 * before that has paid: a quarter of its processor time went into compiling each function with all that it calls, and
 * again when a kind of event came that none before was like. With less, the whole takes a tenth less, and on long logs
 * no longer.
 */
const inlinedBytes = { replaying: 300, usually: 920 };

/** Does the work of a replay, in which the engine compiles less into each function. */
export async function replaying(replay: () => Promise<void>): Promise<void> {
  inlineAtMost(inlinedBytes.replaying);
  try {
    await replay();
  } finally {
    inlineAtMost(inlinedBytes.usually);
  }
}

function inlineAtMost(bytes: number): void {
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${bytes}`);
}
