// Whether the process lives, and whether it can answer with figures that are right and up to date.
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { LogScrub } from './log-scrub.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';

@ApiTags('operation')
@Controller('health')
export class HealthController {
  constructor(
    private readonly monitoring: Monitoring,
    private readonly scrub: LogScrub,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Figures are right and up to date; 503 with the reason when they are not' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Record<string, unknown>> {
    const { fault, position } = this.monitoring;
    const state = { position: String(position), log: this.scrub.state };
    try {
      if (fault) throw fault;
      const head = await this.store.head();
      return { status: 'ok', ...state, head: String(head.position), lag: String(head.position - position) };
    } catch (error) {
      reply.code(503);
      return { status: 'failed', ...state, reason: (error as Error).message };
    }
  }
}
