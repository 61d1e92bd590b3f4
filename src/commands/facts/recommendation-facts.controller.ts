// What is recorded of recommendation documents.
import { Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OfferedData, type Offered } from '../offered.js';
import type { RecordedFact } from '../record-facts/record-facts.command.js';
import { RecordedInterceptor } from '../recorded.interceptor.js';
import { FactRecorder } from './record-fact.js';
import { RecordsEvent } from './records-event.js';

@ApiTags('recommendations')
@UseInterceptors(RecordedInterceptor)
@Controller('api/alliances/:allianceId/recommendations')
export class RecommendationFactsController {
  constructor(private readonly facts: FactRecorder) {}

  @Post()
  @RecordsEvent('RecommendationPublished', 'Record a published document')
  publish(@Param('allianceId') allianceId: string, @OfferedData() offered: Offered): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'RecommendationPublished', offered);
  }

  @Post(':id/revisions')
  @RecordsEvent('RecommendationRevised', 'Record a new edition')
  revise(
    @Param('allianceId') allianceId: string,
    @Param('id') id: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'RecommendationRevised', offered, id);
  }

  @Post(':id/withdrawal')
  @RecordsEvent('RecommendationWithdrawn', 'Record a withdrawal')
  withdraw(
    @Param('allianceId') allianceId: string,
    @Param('id') id: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'RecommendationWithdrawn', offered, id);
  }
}
