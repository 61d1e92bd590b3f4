// How many files come in at once: each is in memory as a whole until it is answered.
import { finished } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '../problems.js';

/** Of 25 MiB each, and what is made of one takes several times that. */
export const FILES_AT_ONCE = 8;

/** Refuses a file before any of it is read, where so many are being taken in; `types`: the content types of files. */
export function refuseManyFiles(types: readonly string[]): (request: FastifyRequest, reply: FastifyReply) => void {
  let files = 0;
  return ({ headers }, { raw }) => {
    const type = headers['content-type']?.toLowerCase() ?? '';
    if (!types.some((each) => type.startsWith(each))) return;
    if (files >= FILES_AT_ONCE)
      throw new ProblemError({ code: 'busy', detail: `${files} files are being taken in at once.` });
    files++;
    finished(raw, () => files--);
  };
}
