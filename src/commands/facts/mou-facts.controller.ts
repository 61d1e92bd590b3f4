// What is recorded of memoranda of understanding.
import { Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OfferedData, type Offered } from '../offered.js';
import type { RecordedFact } from '../record-facts/record-facts.command.js';
import { RecordedInterceptor } from '../recorded.interceptor.js';
import { FactRecorder } from './record-fact.js';
import { RecordsEvent } from './records-event.js';

@ApiTags('mous')
@UseInterceptors(RecordedInterceptor)
@Controller('api/alliances/:allianceId/mous')
export class MouFactsController {
  constructor(private readonly facts: FactRecorder) {}

  @Post()
  @RecordsEvent('MouProposed', 'Record a proposed MoU')
  propose(@Param('allianceId') allianceId: string, @OfferedData() offered: Offered): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'MouProposed', offered);
  }

  @Post(':id/signatures')
  @RecordsEvent('MouSigned', 'Record a signature')
  sign(
    @Param('allianceId') allianceId: string,
    @Param('id') id: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'MouSigned', offered, id);
  }

  @Post(':id/extension')
  @RecordsEvent('MouExtended', 'Record an extension')
  extend(
    @Param('allianceId') allianceId: string,
    @Param('id') id: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'MouExtended', offered, id);
  }

  @Post(':id/termination')
  @RecordsEvent('MouTerminated', 'Record a termination')
  terminate(
    @Param('allianceId') allianceId: string,
    @Param('id') id: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'MouTerminated', offered, id);
  }

  @Post(':id/withdrawal')
  @RecordsEvent('MouWithdrawn', 'Record that a proposal was withdrawn')
  withdraw(
    @Param('allianceId') allianceId: string,
    @Param('id') id: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'MouWithdrawn', offered, id);
  }
}
