// Takes in what other services emit: CloudEvents 1.0 in structured, binary or batch mode.
import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { assertNoParameters, ifRevisionIn } from '../commands/offered.js';
import { announce } from '../commands/recorded.interceptor.js';
import { RecordFacts, type OfferedFact, type RecordedFact } from '../commands/record-facts/record-facts.command.js';
import { ProblemError } from '../platform/problems.js';
import { correlated } from './cloud-events.js';
import { eventsIn } from './cloud-events-over-http.js';
import { RecordsCloudEvents } from './records-cloud-events.js';

@ApiTags('events')
@Controller('api/alliances/:allianceId/events')
export class CloudEventsController {
  constructor(private readonly commands: CommandBus) {}

  /** Announces its answer itself: an interceptor would take a fifth of the time of an event. */
  @Post()
  @RecordsCloudEvents()
  async record(
    @Param('allianceId') allianceId: string,
    @Req() { id, headers, raw, body, query }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<readonly RecordedFact[]> {
    assertNoParameters(query);
    const offered = eventsIn({ headers, rawHeaders: raw.rawHeaders, body });
    const facts = offered.map((fact) => correlated(fact, id));
    const ifRevision = ifRevisionIn(headers);
    if (ifRevision !== undefined) assertOneStream(facts, ifRevision === 'no-stream' ? 'If-None-Match' : 'If-Match');
    const recorded = await this.commands.execute(new RecordFacts(allianceId, facts, { ifRevision }));
    announce(reply, recorded);
    return recorded;
  }
}

/** A revision is one of a stream: it says nothing of a batch over several. */
function assertOneStream(facts: readonly OfferedFact[], field: string): void {
  if (new Set(facts.map(({ stream }) => stream)).size === 1) return;
  const detail = `${field} speaks of one stream; the events of this request are not all of one.`;
  throw new ProblemError({ code: 'request-invalid', detail, errors: [{ field, code: 'value-invalid', detail }] });
}
