// Parts that the answers of several routes have: headers, bytes of a file, lines of progress.
export const header = (description: string): object => ({ description, schema: { type: 'string' } });
export const REVISION = {
  ETag: header('Revision of the stream, for If-Match; absent where events of several are answered.'),
};
export const FILE_NAME = { 'Content-Disposition': header('The name of the file.') };
export const BYTES = { schema: { type: 'string', format: 'binary' } };
export const PROGRESS = {
  'application/x-ndjson': {
    schema: {
      type: 'string',
      description: 'A line of JSON each: {work, done (0 to 1)}; the last one {result}, or {problem} with the problem.',
    },
    example:
      '{"work":"pdf","done":0.5}\n{"result":{"name":"lcamp-M24-funder-en.pdf","bytes":180000,"sha256":"9f86…"}}\n',
  },
};
/** What problems of a status say beside their body. */
export const HEADERS_OF: Readonly<Record<number, object>> = {
  405: { Allow: header('The methods that the path takes.') },
  412: { ETag: header('The revision that the stream has now; absent where it holds nothing.') },
  503: { 'Retry-After': header('Seconds to wait.') },
  507: { 'Retry-After': header('Seconds to wait.') },
};
