// What is recorded of stakeholders.
import { Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OfferedData, type Offered } from '../offered.js';
import type { RecordedFact } from '../record-facts/record-facts.command.js';
import { RecordedInterceptor } from '../recorded.interceptor.js';
import { FactRecorder } from './record-fact.js';
import { RecordsEvent } from './records-event.js';

@ApiTags('stakeholders')
@UseInterceptors(RecordedInterceptor)
@Controller('api/alliances/:allianceId/stakeholders')
export class StakeholderFactsController {
  constructor(private readonly facts: FactRecorder) {}

  @Post()
  @RecordsEvent('StakeholderIdentified', 'Record an identified stakeholder')
  identify(@Param('allianceId') allianceId: string, @OfferedData() offered: Offered): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'StakeholderIdentified', offered);
  }

  @Post(':id/contacts')
  @RecordsEvent('StakeholderContacted', 'Record a contact')
  contact(
    @Param('allianceId') allianceId: string,
    @Param('id') id: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'StakeholderContacted', offered, id);
  }
}
