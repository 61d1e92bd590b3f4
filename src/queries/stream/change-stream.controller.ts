// Pushes what each append changed, as server-sent events that a client can resume.
import { Controller, Get, Headers, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OutgoingHttpHeaders } from 'node:http';
import type { EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { Monitoring, type AllianceChange } from '../../monitoring/monitoring.service.js';
import { ProblemError } from '../../platform/problems.js';
import { PointsInTime } from '../point-in-time/point-in-time.js';
import { ChangeStreamRequest } from './change-stream.request.js';
import { MissedChanges } from './missed-changes.js';

const KEEP_ALIVE_MS = 15_000;
/** A client that lets this much pile up is let go: it comes back with Last-Event-ID. */
const MOST_UNREAD_BYTES = 256 * 1024;

@ApiTags('figures')
@Controller('api/alliances/:allianceId/stream')
export class ChangeStreamController {
  private readonly missedChanges: MissedChanges;

  constructor(
    private readonly monitoring: Monitoring,
    private readonly points: PointsInTime,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {
    this.missedChanges = new MissedChanges(monitoring);
  }

  @Get()
  @ApiOperation({ summary: 'What changed, as it happens (server-sent events; `Last-Event-ID` resumes)' })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The `id` of the last message that was heard, a position: what came after it is told first.',
  })
  async stream(
    @Param('allianceId') allianceId: string,
    @Query() { positions }: ChangeStreamRequest,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.points.alliance(allianceId);
    const { position } = this.monitoring;
    const claimed = lastEventId ? positionIn(lastEventId) : 0n;
    // Where others write as well, the positions are still to come here; else an older log was put back, and gives them anew.
    const isAhead = claimed > position && !this.store.capabilities.shared;
    let heard = isAhead ? position : claimed;
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    if (request.method === 'HEAD') {
      raw.end();
      return;
    }
    raw.write('retry: 1000\n: listening\n\n');
    // Without data it is no message, but the client's last id all the same.
    if (isAhead) raw.write(`id: ${position}\n\n`);
    const isTold = ({ changes }: AllianceChange): boolean => positions === 'all' || changes.length > 0;
    const tell = (change: AllianceChange): void => {
      // A replica that is behind another may still be coming to what the client has heard from that one.
      if (change.position <= heard) return;
      heard = change.position;
      if (isTold(change)) raw.write(message(change));
    };
    /** What comes while that is worked out which was missed. */
    let waiting: AllianceChange[] | undefined = [];
    const unfollow = this.monitoring.follow(allianceId);
    const keepAlive = setInterval(() => raw.write(': still here\n\n'), KEEP_ALIVE_MS);
    const subscription = this.monitoring.changes.subscribe({
      next: (change) => {
        if (change.allianceId !== allianceId) return;
        if (waiting) return void waiting.push(change);
        tell(change);
        if (raw.writableLength > MOST_UNREAD_BYTES) raw.destroy();
      },
      complete: () => raw.end(),
    });
    request.raw.once('close', () => {
      clearInterval(keepAlive);
      subscription.unsubscribe();
      unfollow();
    });
    const missed = lastEventId ? await this.missedChanges.since(allianceId, heard).catch(() => undefined) : [];
    if (raw.destroyed) return;
    // Whoever comes back hears what is wrong.
    if (!missed) return void raw.end();
    for (const change of [...missed, ...waiting]) tell(change);
    waiting = undefined;
  }
}

function positionIn(lastEventId: string): bigint {
  if (/^\d{1,19}$/.test(lastEventId)) return BigInt(lastEventId);
  throw new ProblemError({ code: 'last-event-id-invalid', detail: `"${lastEventId}" is not a log position.` });
}

/** The message of each change that is being told: made once, however many listen. */
const messages = new WeakMap<AllianceChange, Buffer>();

function message(change: AllianceChange): Buffer {
  let bytes = messages.get(change);
  if (!bytes) {
    const { position, changes } = change;
    bytes = Buffer.from(`id: ${position}\ndata: ${JSON.stringify({ changes })}\n\n`);
    messages.set(change, bytes);
  }
  return bytes;
}
