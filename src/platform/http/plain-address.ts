// Addresses that are the same, written the same: what is decided by a path is decided for all that lead to its route.

/** A path with a percent sign that encodes nothing is no address. */
const ENCODES_NOTHING = /%(?![\da-f]{2})/i;
const ENCODED = /%[\da-f]{2}/gi;
/** What need not be encoded means the same when it is (RFC 3986, 6.2.2.2); all else stays as it came. */
const UNRESERVED = /[\w.~-]/;

/** The address with `/%61pi` as `/api`: the router reads both alike. */
export function plainAddress(url: string): string {
  if (!url.includes('%')) return url;
  const [path = ''] = url.split('?', 1);
  if (ENCODES_NOTHING.test(path)) return url;
  const plain = path.replace(ENCODED, (encoded) => {
    const char = String.fromCharCode(parseInt(encoded.slice(1), 16));
    return UNRESERVED.test(char) ? char : encoded;
  });
  return plain + url.slice(path.length);
}
