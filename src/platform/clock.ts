// The one place that knows what time it is.

/** Milliseconds since 1970-01-01T00:00Z. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** Injection token of the clock. */
export const CLOCK = Symbol('clock');
