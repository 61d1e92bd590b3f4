// Figures: indicators, what they are made of, milestones; and the log they come from.
import { Controller, Get, Header, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { tagRevision } from '../platform/http/revision-tag.js';
import { GetAlliances, type AllianceEntry } from './alliances/alliances.query.js';
import { GetAttention } from './attention/attention.query.js';
import { AttentionRequest } from './attention/attention.request.js';
import { GetEvents, type EventsPage } from './events/events.query.js';
import { EventsRequest } from './events/events.request.js';
import { GetFacts } from './facts/facts.query.js';
import { GetFramework } from './framework/framework.query.js';
import { GetIndicator, GetIndicators } from './indicators/indicators.query.js';
import { GetMilestones } from './milestones/milestones.query.js';
import { GetOrganisation } from './organisations/organisation.query.js';
import { PointInTimeRequest } from './point-in-time/point-in-time.request.js';
import { Search } from './search/search.query.js';
import { SearchRequest } from './search/search.request.js';

const JSON_TEXT = 'application/json; charset=utf-8';

@ApiTags('figures')
@Controller('api/alliances')
export class FiguresController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ summary: 'The alliances' })
  alliances(): Promise<{ readonly alliances: readonly AllianceEntry[] }> {
    return this.queries.execute(new GetAlliances());
  }

  @Get(':allianceId/indicators')
  @Header('content-type', JSON_TEXT)
  @ApiOperation({ summary: 'All indicators at a date, as known at a time' })
  indicators(@Param('allianceId') allianceId: string, @Query() point: PointInTimeRequest): Promise<Buffer> {
    return this.queries.execute(new GetIndicators(allianceId, point));
  }

  @Get(':allianceId/indicators/:indicatorId')
  @Header('content-type', JSON_TEXT)
  @ApiOperation({ summary: 'One indicator with its monthly series and breakdowns' })
  indicator(
    @Param('allianceId') allianceId: string,
    @Param('indicatorId') indicatorId: string,
    @Query() point: PointInTimeRequest,
  ): Promise<Buffer> {
    return this.queries.execute(new GetIndicator(allianceId, indicatorId, point));
  }

  @Get(':allianceId/indicators/:indicatorId/facts')
  @ApiOperation({ summary: 'What makes the value: for each stream that counts, the event from which it counts' })
  facts(
    @Param('allianceId') allianceId: string,
    @Param('indicatorId') indicatorId: string,
    @Query() point: PointInTimeRequest,
  ): Promise<unknown> {
    return this.queries.execute(new GetFacts(allianceId, indicatorId, point));
  }

  @Get(':allianceId/milestones')
  @ApiOperation({ summary: 'The milestones: achieved since when, and proven by which event' })
  milestones(@Param('allianceId') allianceId: string, @Query() point: PointInTimeRequest): Promise<unknown> {
    return this.queries.execute(new GetMilestones(allianceId, point));
  }

  @Get(':allianceId/framework')
  @ApiOperation({ summary: 'The results framework in force, as it can be adopted' })
  async framework(
    @Param('allianceId') allianceId: string,
    @Query() point: PointInTimeRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const framework = await this.queries.execute(new GetFramework(allianceId, point));
    tagRevision(reply, framework.revision);
    return framework;
  }

  @Get(':allianceId/attention')
  @ApiOperation({
    summary: 'What needs attention: what is overdue, without data, closes within 14 days or ends within 6 months',
  })
  attention(@Param('allianceId') allianceId: string, @Query() asked: AttentionRequest): Promise<unknown> {
    return this.queries.execute(new GetAttention(allianceId, asked));
  }

  @Get(':allianceId/search')
  @ApiOperation({
    summary: 'Find organisations, MoUs, recommendations, surveys, activities, groups, indicators, milestones by name',
    description: 'Every word of `q` must begin a word of the name, or the id. Accents and case do not matter.',
  })
  search(@Param('allianceId') allianceId: string, @Query() request: SearchRequest): Promise<unknown> {
    return this.queries.execute(new Search(allianceId, request));
  }

  @Get(':allianceId/organisations/:organisationId')
  @ApiOperation({
    summary: 'Everything about one organisation: as member, stakeholder, party of MoUs, responsible, in groups',
  })
  organisation(
    @Param('allianceId') allianceId: string,
    @Param('organisationId') organisationId: string,
    @Query() point: PointInTimeRequest,
  ): Promise<unknown> {
    return this.queries.execute(new GetOrganisation(allianceId, organisationId, point));
  }

  @Get(':allianceId/events')
  @ApiOperation({ summary: 'Recorded events in log order, page by page, as CloudEvents' })
  events(@Param('allianceId') allianceId: string, @Query() request: EventsRequest): Promise<EventsPage> {
    return this.queries.execute(new GetEvents(allianceId, request));
  }
}
