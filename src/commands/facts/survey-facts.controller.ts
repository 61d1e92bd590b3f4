// What is recorded of surveys.
import { Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OfferedData, type Offered } from '../offered.js';
import type { RecordedFact } from '../record-facts/record-facts.command.js';
import { RecordedInterceptor } from '../recorded.interceptor.js';
import { FactRecorder } from './record-fact.js';
import { RecordsEvent } from './records-event.js';

@ApiTags('surveys')
@UseInterceptors(RecordedInterceptor)
@Controller('api/alliances/:allianceId/surveys')
export class SurveyFactsController {
  constructor(private readonly facts: FactRecorder) {}

  @Post()
  @RecordsEvent('SurveyOpened', 'Record that a survey opened')
  open(@Param('allianceId') allianceId: string, @OfferedData() offered: Offered): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'SurveyOpened', offered);
  }

  @Post(':id/answers')
  @RecordsEvent('SurveyAnswered', 'Record an answer')
  answer(
    @Param('allianceId') allianceId: string,
    @Param('id') id: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'SurveyAnswered', offered, id);
  }

  @Post(':id/closing')
  @RecordsEvent('SurveyClosed', 'Record that a survey closed')
  close(
    @Param('allianceId') allianceId: string,
    @Param('id') id: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'SurveyClosed', offered, id);
  }
}
