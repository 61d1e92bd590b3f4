// Every failure leaves as problem details (RFC 9457), whatever raised it.
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EventStoreError } from '../../event-store/event-store.js';
import { FiguresUnavailableError } from '../../monitoring/figures-unavailable-error.js';
import { PROBLEM_MEDIA_TYPE, problemBody, ProblemError, problemTypes, type Problem } from '../problems.js';
import { JsonError } from '../strict-json.js';
import { RouteTable } from './route-table.js';

const RETRY_AFTER_SECONDS = '1';

/** What the server itself refuses before a route is reached, by its error code or status. */
const SERVER_PROBLEMS: Readonly<Record<string, Problem>> = {
  413: { code: 'body-too-large', detail: 'The body is larger than this route takes.' },
  415: { code: 'content-type-unsupported', detail: 'This content type is not taken here.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: 'request-invalid', detail: "The body's size is not its Content-Length." },
  FST_ERR_CTP_EMPTY_TYPE: { code: 'content-type-unsupported', detail: 'Name the content type.' },
};

interface ServerError {
  readonly code?: string;
  readonly statusCode?: number;
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  constructor(private readonly routes: RouteTable) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = this.problemOf(error, request);
    const { status } = problemTypes[problem.code];
    if (status === 500) this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const retry = status === 503 || status === 507 ? { 'retry-after': RETRY_AFTER_SECONDS } : {};
    void http
      .getResponse<FastifyReply>()
      .code(status)
      .headers({ ...retry, ...problem.headers, 'content-type': PROBLEM_MEDIA_TYPE })
      .send(JSON.stringify(problemBody(problem)));
  }

  private problemOf(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof ProblemError) return error.problem;
    if (error instanceof JsonError) return { code: error.code, detail: error.message };
    if (error instanceof EventStoreError) return storeProblem(error);
    if (error instanceof FiguresUnavailableError) return { code: 'figures-unavailable', detail: error.message };
    if (error instanceof HttpException && error.getStatus() === 404) return this.unknownRoute(request);
    const { code = '', statusCode = error instanceof HttpException ? error.getStatus() : 500 } = error as ServerError;
    const known = SERVER_PROBLEMS[code] ?? SERVER_PROBLEMS[statusCode];
    if (known) return known;
    if (statusCode !== undefined && statusCode < 500)
      return { code: 'request-invalid', detail: 'The request is malformed.' };
    return { code: 'internal', detail: `The service failed at ${new Date().toISOString()}.` };
  }

  /** A path that is there under another method says which. */
  private unknownRoute({ method, url }: FastifyRequest): Problem {
    const allowed = this.routes.methodsOf(url);
    if (allowed.length === 0) return { code: 'route-unknown', detail: `There is no ${method} ${url.slice(0, 200)}.` };
    return {
      code: 'method-not-allowed',
      detail: `${method} is not allowed here; ${allowed.join(', ')} ${allowed.length === 1 ? 'is' : 'are'}.`,
      headers: { allow: allowed.join(', ') },
    };
  }
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
      return { code: details.reason === 'storage-full' ? 'storage-full' : 'busy', detail: message };
  }
}
