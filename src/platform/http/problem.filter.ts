// Every failure leaves as problem details (RFC 9457), whatever raised it.
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../problems.js';
import { ClientGoneError } from './client-gone.js';
import { answerProblem, loggedProblemOf } from './problem-answers.js';
import { RouteTable } from './route-table.js';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly routes: RouteTable) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (error instanceof ClientGoneError) return;
    const http = host.switchToHttp();
    const isNoRoute = error instanceof HttpException && error.getStatus() === 404;
    const problem = isNoRoute ? this.unknownRoute(http.getRequest<FastifyRequest>()) : loggedProblemOf(error);
    answerProblem(http.getResponse<FastifyReply>(), problem);
  }

  /** A path that is there under another method says which. */
  private unknownRoute({ method, url }: FastifyRequest): Problem {
    const allowed = this.routes.methodsOf(url);
    if (allowed.length === 0 || allowed.includes(method)) {
      return { code: 'route-unknown', detail: `There is no ${method} ${url.slice(0, 200)}.` };
    }
    return {
      code: 'method-not-allowed',
      detail: `${method} is not allowed here; ${allowed.join(', ')} ${allowed.length === 1 ? 'is' : 'are'}.`,
      headers: { allow: allowed.join(', ') },
    };
  }
}
