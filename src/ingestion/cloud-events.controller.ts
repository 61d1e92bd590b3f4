// Takes in what other services emit: CloudEvents 1.0 in structured, binary or batch mode.
import { Controller, Param, Post, Req, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { RecordedInterceptor } from '../commands/recorded.interceptor.js';
import { RecordFacts, type RecordedFact } from '../commands/record-facts/record-facts.command.js';
import { ProblemError } from '../platform/problems.js';
import { offeredFact } from './cloud-events.js';

const STRUCTURED = 'application/cloudevents+json';
const BATCH = 'application/cloudevents-batch+json';
const ATTRIBUTE_HEADER = 'ce-';

@ApiTags('events')
@UseInterceptors(RecordedInterceptor)
@Controller('api/alliances/:allianceId/events')
export class CloudEventsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ summary: 'Record CloudEvents: one (structured or binary), or a batch that is decided as a whole' })
  @ApiConsumes(STRUCTURED, BATCH, 'application/json')
  @ApiBody({ schema: { type: 'object', description: 'A CloudEvent 1.0, or a list of them in a batch.' } })
  @ApiResponse({ status: 201, description: '[{eventId, stream, position, revision, repeat}]' })
  async record(
    @Param('allianceId') allianceId: string,
    @Req() request: FastifyRequest,
  ): Promise<readonly RecordedFact[]> {
    return this.commands.execute(new RecordFacts(allianceId, eventsIn(request)));
  }
}

function eventsIn({ headers, body }: FastifyRequest): ReturnType<typeof offeredFact>[] {
  const contentType = headers['content-type'] ?? '';
  if (contentType.startsWith(BATCH)) {
    if (!Array.isArray(body))
      throw new ProblemError({ code: 'cloudevent-invalid', detail: 'A batch is a JSON list of CloudEvents.' });
    return body.map((event, index) => offeredFact(event, index));
  }
  if (contentType.startsWith(STRUCTURED)) return [offeredFact(body)];
  const attributes = Object.entries(headers).filter(([name]) => name.startsWith(ATTRIBUTE_HEADER));
  if (attributes.length === 0) {
    const detail = `Send ${STRUCTURED}, ${BATCH}, or application/json with the attributes as ce- headers.`;
    throw new ProblemError({ code: 'content-type-unsupported', detail });
  }
  const named = attributes.map(([name, value]): [string, unknown] => [
    name.slice(ATTRIBUTE_HEADER.length),
    decoded(value),
  ]);
  return [offeredFact({ ...Object.fromEntries(named), datacontenttype: contentType, data: body })];
}

/** Header values are percent-encoded where they hold more than visible ASCII. */
function decoded(value: string | string[] | undefined): unknown {
  if (typeof value !== 'string') return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
