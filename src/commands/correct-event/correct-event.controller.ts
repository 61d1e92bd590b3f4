// Retraction, correction and evidence: routes that speak of a recorded event.
import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CommandHeaders } from '../command-headers.js';
import { OfferedData, type Offered } from '../offered.js';
import type { RecordedFact } from '../record-facts/record-facts.command.js';
import { RecordedInterceptor } from '../recorded.interceptor.js';
import { EventCorrector } from './correct-event.js';
import { CorrectionRequest, EvidenceRequest, RetractionRequest } from './correct-event.request.js';

@ApiTags('events')
@UseInterceptors(RecordedInterceptor)
@Controller('api/alliances/:allianceId/events/:eventId')
export class CorrectEventController {
  constructor(private readonly corrector: EventCorrector) {}

  @Post('retraction')
  @ApiOperation({ summary: 'Take an event back, with the reason' })
  @CommandHeaders()
  retract(
    @Param('allianceId') allianceId: string,
    @Param('eventId') eventId: string,
    @Body() request: RetractionRequest,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.corrector.retract(allianceId, eventId, request, offered);
  }

  @Post('correction')
  @ApiOperation({ summary: 'Put the right event in the place of one, with the reason' })
  @CommandHeaders()
  correct(
    @Param('allianceId') allianceId: string,
    @Param('eventId') eventId: string,
    @Body() request: CorrectionRequest,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.corrector.correct(allianceId, eventId, request, offered);
  }

  @Post('evidence')
  @ApiOperation({ summary: 'Add evidence to an event; changes no figure' })
  @CommandHeaders()
  prove(
    @Param('allianceId') allianceId: string,
    @Param('eventId') eventId: string,
    @Body() request: EvidenceRequest,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.corrector.prove(allianceId, eventId, request, offered);
  }
}
