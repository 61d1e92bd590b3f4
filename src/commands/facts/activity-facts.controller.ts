// What is recorded of planned activities.
import { Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OfferedData, type Offered } from '../offered.js';
import type { RecordedFact } from '../record-facts/record-facts.command.js';
import { RecordedInterceptor } from '../recorded.interceptor.js';
import { FactRecorder } from './record-fact.js';
import { RecordsEvent } from './records-event.js';

@ApiTags('activities')
@UseInterceptors(RecordedInterceptor)
@Controller('api/alliances/:allianceId/activities')
export class ActivityFactsController {
  constructor(private readonly facts: FactRecorder) {}

  @Post()
  @RecordsEvent('ActivityPlanned', 'Record a planned activity')
  plan(@Param('allianceId') allianceId: string, @OfferedData() offered: Offered): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'ActivityPlanned', offered);
  }

  @Post(':id/rescheduling')
  @RecordsEvent('ActivityRescheduled', 'Record new months')
  reschedule(
    @Param('allianceId') allianceId: string,
    @Param('id') id: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'ActivityRescheduled', offered, id);
  }

  @Post(':id/completion')
  @RecordsEvent('ActivityCompleted', 'Record completion')
  complete(
    @Param('allianceId') allianceId: string,
    @Param('id') id: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'ActivityCompleted', offered, id);
  }

  @Post(':id/cancellation')
  @RecordsEvent('ActivityCancelled', 'Record cancellation')
  cancel(
    @Param('allianceId') allianceId: string,
    @Param('id') id: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'ActivityCancelled', offered, id);
  }
}
