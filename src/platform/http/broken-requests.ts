// What comes in that is no HTTP, or too slowly: answered as a problem like all else, and the connection is closed.
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEM_MEDIA_TYPE, problemBody, problemTypes, type Problem } from '../problems.js';

interface BrokenRequestError extends Error {
  readonly code?: string;
  /** What the parser has to say. */
  readonly reason?: string;
}

/** `headers`: those of every answer. */
export const answerBrokenRequests =
  (headers: Readonly<Record<string, string>>) =>
  (error: BrokenRequestError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy(error);
      return;
    }
    socket.write(answer(brokenBy(error), headers));
    socket.destroySoon();
  };

function brokenBy({ code, reason }: BrokenRequestError): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return { code: 'headers-too-large', detail: 'Address and headers are too long.' };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { code: 'request-too-slow', detail: 'The rest of it did not come.' };
  return { code: 'http-invalid', detail: `The request can't be read: ${reason ?? 'it is malformed'}.` };
}

function answer(problem: Problem, headers: Readonly<Record<string, string>>): string {
  const { status } = problemTypes[problem.code];
  const body = JSON.stringify(problemBody(problem));
  const lines = Object.entries({
    ...headers,
    'content-type': PROBLEM_MEDIA_TYPE,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
}
