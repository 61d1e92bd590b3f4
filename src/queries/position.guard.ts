// `If-Position-At-Least`: a reader who has just recorded something waits until the figures hold it.
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Monitoring } from '../monitoring/monitoring.service.js';
import { ProblemError } from '../platform/problems.js';
import { assertReached } from './position-reached.js';

const FIELD = 'If-Position-At-Least';

@Injectable()
export class PositionGuard implements CanActivate {
  constructor(private readonly monitoring: Monitoring) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-position-at-least'];
    if (header === undefined) return true;
    if (typeof header !== 'string' || !/^\d{1,18}$/.test(header)) {
      const detail = `${FIELD} must be a log position.`;
      throw new ProblemError({
        code: 'request-invalid',
        detail,
        errors: [{ field: FIELD, code: 'value-invalid', detail }],
      });
    }
    await assertReached(this.monitoring, BigInt(header), {
      detail: (at) => `The figures are at position ${at}, not yet at ${header}.`,
    });
    return true;
  }
}
