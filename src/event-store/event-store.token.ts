// Injection token of the event store in use.
export const EVENT_STORE = Symbol('event-store');
