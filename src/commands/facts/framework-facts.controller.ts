// What is recorded of the results framework.
import { Controller, Param, Post, Put, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OfferedData, type Offered } from '../offered.js';
import type { RecordedFact } from '../record-facts/record-facts.command.js';
import { RecordedInterceptor } from '../recorded.interceptor.js';
import { FactRecorder } from './record-fact.js';
import { RecordsEvent } from './records-event.js';

@ApiTags('framework')
@UseInterceptors(RecordedInterceptor)
@Controller('api/alliances/:allianceId/framework')
export class FrameworkFactsController {
  constructor(private readonly facts: FactRecorder) {}

  @Put()
  @RecordsEvent('FrameworkAdopted', 'Adopt a results framework')
  adopt(@Param('allianceId') allianceId: string, @OfferedData() offered: Offered): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'FrameworkAdopted', offered);
  }

  @Post('baselines')
  @RecordsEvent('BaselineRevised', 'Revise a baseline')
  reviseBaseline(@Param('allianceId') allianceId: string, @OfferedData() offered: Offered): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'BaselineRevised', offered);
  }

  @Post('targets')
  @RecordsEvent('TargetRevised', 'Revise a target, or add one')
  reviseTarget(@Param('allianceId') allianceId: string, @OfferedData() offered: Offered): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'TargetRevised', offered);
  }
}
