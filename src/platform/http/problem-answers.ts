// Which problem a failure is, and how a problem is answered: the same wherever it comes up.
import { HttpException, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EventStoreError } from '../../event-store/event-store.js';
import { FiguresUnavailableError } from '../../monitoring/figures-unavailable-error.js';
import { jsonProblem, PROBLEM_MEDIA_TYPE, problemBody, ProblemError, problemTypes, type Problem } from '../problems.js';
import { JsonError } from '../strict-json.js';

const RETRY_AFTER_SECONDS = '1';
/** Nothing is recorded until whoever runs the service has done something about it. */
const STORAGE_PROBLEMS = ['storage-full', 'storage-failed'] as const;

/** What the server itself refuses, by its error code or status. */
const SERVER_PROBLEMS: Readonly<Record<string, Problem>> = {
  412: { code: 'revision-stale', detail: 'The file is not the one that the header names.' },
  413: { code: 'body-too-large', detail: 'The body is larger than this route takes.' },
  415: { code: 'content-type-unsupported', detail: 'This content type is not taken here.' },
  416: { code: 'range-not-satisfiable', detail: 'The file ends before the range that was asked for.' },
  FST_ERR_BAD_URL: { code: 'request-invalid', detail: 'The address holds a percent sign that encodes nothing.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: 'request-invalid', detail: "The body's size is not its Content-Length." },
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: { code: 'content-type-unsupported', detail: 'Name the content type.' },
};

interface ServerError {
  readonly code?: string;
  readonly statusCode?: number;
}

export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof JsonError) return jsonProblem(error);
  if (error instanceof EventStoreError) return storeProblem(error);
  if (error instanceof FiguresUnavailableError) return { code: 'figures-unavailable', detail: error.message };
  // Nest puts what the server refuses into an exception of its own, which tells no more than the status.
  const { code = '', statusCode = 500 } = (
    error instanceof HttpException ? { statusCode: error.getStatus(), ...(error.cause as ServerError) } : error
  ) as ServerError;
  const known = SERVER_PROBLEMS[code] ?? SERVER_PROBLEMS[statusCode];
  if (known) return known;
  if (statusCode < 500) return { code: 'request-invalid', detail: 'The request is malformed.' };
  return { code: 'internal', detail: `The service failed at ${new Date().toISOString()}.` };
}

const logger = new Logger('http');

/** As `problemOf`; what whoever runs the service must know of is logged: nothing else tells them. */
export function loggedProblemOf(error: unknown): Problem {
  const problem = problemOf(error);
  if (problem.code === 'internal') {
    logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  if (problem.code === 'storage-failed') logger.error(`${problem.detail} ${problemTypes['storage-failed'].remedy}`);
  if (problem.code === 'storage-full') logger.error(`Nothing can be recorded: ${problem.detail}`);
  return problem;
}

export function answerProblem(reply: FastifyReply, problem: Problem): void {
  const { status } = problemTypes[problem.code];
  const retry = status === 503 || status === 507 ? { 'retry-after': RETRY_AFTER_SECONDS } : {};
  void reply
    .code(status)
    .headers({ ...retry, ...problem.headers, 'content-type': PROBLEM_MEDIA_TYPE })
    .send(JSON.stringify(problemBody(problem)));
}

function storeProblem({ code, message, details }: EventStoreError): Problem {
  switch (code) {
    case 'outcome-unknown':
      return { code: 'outcome-unknown', detail: message };
    case 'corrupt':
      return { code: 'figures-unavailable', detail: message };
    case 'too-large':
      return { code: 'append-too-large', detail: message };
    case 'version-conflict':
      return { code: 'busy', detail: 'Others are writing to the same stream; nothing was recorded.' };
    case 'unavailable':
      return { code: STORAGE_PROBLEMS.find((known) => known === details.reason) ?? 'busy', detail: message };
  }
}
