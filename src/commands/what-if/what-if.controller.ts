// Answers what facts would change, and whether they would be refused.
import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { assertNoParameters } from '../offered.js';
import { WhatIf, type WhatIfAnswer } from './what-if.js';
import { WhatIfRequest } from './what-if.request.js';

@ApiTags('figures')
@Controller('api/alliances/:allianceId/what-if')
export class WhatIfController {
  constructor(private readonly whatIf: WhatIf) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Leave facts out and assume others: what would be refused, and the figures before and after',
    description:
      'Decided by the rules of the commands, together and in this order. Nothing is stored. Facts that would be refused ' +
      'are named in `refused`, each with its problem, and the figures are computed without them.',
  })
  answer(
    @Param('allianceId') allianceId: string,
    @Body() request: WhatIfRequest,
    @Req() { query }: FastifyRequest,
  ): Promise<WhatIfAnswer> {
    assertNoParameters(query);
    return this.whatIf.answer(allianceId, request);
  }
}
