// When what is in the page has been drawn: what takes long waits for that.

/** Longest wait for a frame: a hidden page draws none. */
const FRAME_MS = 100;
/** Longest wait after it for a browser that has nothing else to do. */
const IDLE_MS = 300;

/** Resolves after the next frame. */
export function drawn(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => window.setTimeout(resolve));
    window.setTimeout(resolve, FRAME_MS);
  });
}

/** Resolves after the next frame, once the browser is done with it. */
export async function drawnAndIdle(): Promise<void> {
  await drawn();
  // Safari has no such callback.
  if ('requestIdleCallback' in window) {
    await new Promise((resolve) => window.requestIdleCallback(resolve, { timeout: IDLE_MS }));
  }
}
