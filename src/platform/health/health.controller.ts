// Whether the process lives, and whether it can answer with figures that are right and up to date.
import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { LogScrub } from './log-scrub.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { version } from '../version.js';
import { StoreContact } from './store-contact.js';

@ApiTags('operation')
@Controller('health')
export class HealthController {
  constructor(
    private readonly monitoring: Monitoring,
    private readonly scrub: LogScrub,
    private readonly contact: StoreContact,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    summary:
      'Figures are right and facts can be recorded; 503 with the reason where not. A disk without room shows in the answers to commands (507) and in the log: with room again they are recorded. While a cluster is away figures go on being served: `away` tells since when, `lag` how far they are behind what was known',
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Record<string, unknown>> {
    const { position, model } = this.monitoring;
    const fault = this.monitoring.fault ?? this.contact.failure;
    // Replicas at one position have one chain hash: whoever compares them sees that they read the same log.
    const state = { version, position: String(position), hash: model.hash, log: this.scrub.state };
    try {
      if (fault) throw fault;
      const { head, lag, away } = await this.contact.lag();
      const status = away ? 'store away' : 'ok';
      return { status, ...state, head: String(head), lag: String(lag), ...(away ? { away } : {}) };
    } catch (error) {
      reply.code(503);
      return { status: 'failed', ...state, reason: (error as Error).message };
    }
  }
}
