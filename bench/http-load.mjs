// A light load of HTTP requests: a few connections that are kept, each asking again as soon as it is answered.
import { connect } from 'node:net';

const HEADERS_END = Buffer.from('\r\n\r\n');

/** Answered requests per second over `durationMs`. Rejects on anything but 200. */
export function requestRate(url, connections, durationMs) {
  const { host, pathname, search } = new URL(url);
  const request = `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nAccept: application/json\r\n\r\n`;
  return answeredPerSecond(url, () => request, '200', connections, durationMs);
}

/** As `requestRate`, of requests with the bodies of `nextBody`, each of which is asked for once. Rejects on anything but 201. */
export function recordRate(url, contentType, nextBody, connections, durationMs) {
  const { host, pathname } = new URL(url);
  const head = `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ${contentType}\r\n`;
  const request = () => {
    const body = nextBody();
    return `${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  };
  return answeredPerSecond(url, request, '201', connections, durationMs);
}

async function answeredPerSecond(url, nextRequest, status, connections, durationMs) {
  const { hostname, port } = new URL(url);
  const started = performance.now();
  const isOver = () => performance.now() - started >= durationMs;
  const counts = await Promise.all(
    Array.from({ length: connections }, () => askAgain({ hostname, port: Number(port) }, nextRequest, status, isOver)),
  );
  return (counts.reduce((sum, count) => sum + count, 0) * 1_000) / (performance.now() - started);
}

function askAgain({ hostname, port }, nextRequest, status, isOver) {
  return new Promise((resolve, reject) => {
    let answered = 0;
    let pending = Buffer.alloc(0);
    const socket = connect(port, hostname, () => socket.write(nextRequest()));
    socket.setNoDelay(true);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const length = lengthOfAnswer(pending);
      if (length === undefined || pending.length < length) return;
      if (pending.toString('latin1', 9, 12) !== status) {
        reject(new Error(`the answer is ${pending.toString('latin1', 0, 2_000)}`));
        socket.destroy();
        return;
      }
      pending = pending.subarray(length);
      answered++;
      if (isOver()) {
        socket.destroy();
        resolve(answered);
      } else socket.write(nextRequest());
    });
  });
}

/** Bytes of the answer at the beginning of what came; undefined while its headers aren't whole. */
function lengthOfAnswer(bytes) {
  const end = bytes.indexOf(HEADERS_END);
  if (end === -1) return undefined;
  const [, length] = /content-length: (\d+)/i.exec(bytes.toString('latin1', 0, end)) ?? [];
  if (length === undefined) throw new Error('an answer without a content-length');
  return end + HEADERS_END.length + Number(length);
}
