// `If-Position-At-Least`: a reader who has just recorded something waits until the figures hold it.
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Monitoring } from '../monitoring/monitoring.service.js';
import { ProblemError } from '../platform/problems.js';

const LONGEST_WAIT_MS = 5_000;
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
    if (await this.monitoring.reachedWithin(BigInt(header), LONGEST_WAIT_MS)) return true;
    throw new ProblemError({
      code: 'position-not-reached',
      detail: `The figures are at position ${this.monitoring.position}, not yet at ${header}.`,
      extension: { position: String(this.monitoring.position) },
    });
  }
}
