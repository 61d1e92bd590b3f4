// Lists and pages of the things that an alliance records.
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { tagRevision } from '../../platform/http/revision-tag.js';
import { PointInTimeRequest } from '../point-in-time/point-in-time.request.js';
import type { ThingCategory } from './cards.js';
import { GetThing, GetThings } from './things.query.js';

interface ThingController {
  list(allianceId: string, point: PointInTimeRequest): Promise<unknown>;
  page(allianceId: string, id: string, point: PointInTimeRequest, reply: FastifyReply): Promise<unknown>;
}

/** A controller for one category: its list, and the page of one with its history and its revision as ETag. */
function thingController(
  category: ThingCategory,
  path: string,
  what: string,
): new (queries: QueryBus) => ThingController {
  @ApiTags(what)
  @Controller(`api/alliances/:allianceId/${path}`)
  class Things implements ThingController {
    constructor(private readonly queries: QueryBus) {}

    @Get()
    @ApiOperation({ summary: `List the ${what}` })
    list(@Param('allianceId') allianceId: string, @Query() point: PointInTimeRequest): Promise<unknown> {
      return this.queries.execute(new GetThings(allianceId, category, point));
    }

    @Get(':id')
    @ApiOperation({ summary: 'One with its whole history' })
    async page(
      @Param('allianceId') allianceId: string,
      @Param('id') id: string,
      @Query() point: PointInTimeRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<unknown> {
      const { card, revision } = await this.queries.execute(new GetThing(allianceId, category, id, point));
      tagRevision(reply, revision);
      return card;
    }
  }
  Object.defineProperty(Things, 'name', { value: `${category}Things` });
  return Things;
}

export const thingControllers = [
  thingController('member', 'members', 'members'),
  thingController('mou', 'mous', 'mous'),
  thingController('recommendation', 'recommendations', 'recommendations'),
  thingController('survey', 'surveys', 'surveys'),
  thingController('activity', 'activities', 'activities'),
  thingController('stakeholder', 'stakeholders', 'stakeholders'),
  thingController('thematicGroup', 'thematic-groups', 'thematic groups'),
];
