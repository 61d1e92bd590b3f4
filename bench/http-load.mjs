// A light load of HTTP GET requests: a few connections that are kept, each asking again as soon as it is answered.
import { connect } from 'node:net';

const HEADERS_END = Buffer.from('\r\n\r\n');

/** Answered requests per second over `durationMs`. Rejects on anything but 200. */
export async function requestRate(url, connections, durationMs) {
  const { hostname, port, pathname, search } = new URL(url);
  const request = `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept: application/json\r\n\r\n`;
  const started = performance.now();
  const isOver = () => performance.now() - started >= durationMs;
  const counts = await Promise.all(
    Array.from({ length: connections }, () => askAgain({ hostname, port: Number(port) }, request, isOver)),
  );
  return (counts.reduce((sum, count) => sum + count, 0) * 1_000) / (performance.now() - started);
}

function askAgain({ hostname, port }, request, isOver) {
  return new Promise((resolve, reject) => {
    let answered = 0;
    let pending = Buffer.alloc(0);
    const socket = connect(port, hostname, () => socket.write(request));
    socket.setNoDelay(true);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const length = lengthOfAnswer(pending);
      if (length === undefined || pending.length < length) return;
      if (pending.toString('latin1', 9, 12) !== '200') {
        reject(new Error(`the answer is ${pending.toString('latin1', 0, 200)}`));
        return;
      }
      pending = pending.subarray(length);
      answered++;
      if (isOver()) {
        socket.destroy();
        resolve(answered);
      } else socket.write(request);
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
