// An outcome of the port as it crosses from one thread to another: an error's fields would not survive the way.
import { EventStoreError, type EventStoreErrorCode, type ExpectedRevision } from '../event-store.js';
import { translate } from './sqlite.js';

/** The revision of a stream that holds nothing. */
export const NO_STREAM = -1;

export interface ThreadError {
  readonly code: EventStoreErrorCode;
  readonly message: string;
  readonly stream?: string;
  /** NO_STREAM for a stream that holds nothing. */
  readonly actual?: number;
  readonly position?: number;
  readonly reason?: string;
}

/** What was thrown, the driver's errors translated. */
export function forThread(error: unknown): ThreadError {
  const { code, message, details } = translate(error);
  const { position, reason } = details;
  return {
    code,
    message,
    ...(position === undefined ? {} : { position: Number(position) }),
    ...(reason === undefined ? {} : { reason }),
  };
}

export function fromThread({ code, message, stream, actual, position, reason }: ThreadError): EventStoreError {
  return new EventStoreError(code, message, {
    ...(stream === undefined ? {} : { stream }),
    ...(actual === undefined ? {} : { actual: asExpected(actual) }),
    ...(position === undefined ? {} : { position: BigInt(position) }),
    ...(reason === undefined ? {} : { reason }),
  });
}

const asExpected = (revision: number): ExpectedRevision => (revision === NO_STREAM ? 'no-stream' : BigInt(revision));
