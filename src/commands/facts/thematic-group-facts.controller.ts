// What is recorded of thematic groups.
import { Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OfferedData, type Offered } from '../offered.js';
import type { RecordedFact } from '../record-facts/record-facts.command.js';
import { RecordedInterceptor } from '../recorded.interceptor.js';
import { FactRecorder } from './record-fact.js';
import { RecordsEvent } from './records-event.js';

@ApiTags('thematic groups')
@UseInterceptors(RecordedInterceptor)
@Controller('api/alliances/:allianceId/thematic-groups')
export class ThematicGroupFactsController {
  constructor(private readonly facts: FactRecorder) {}

  @Post()
  @RecordsEvent('ThematicGroupFormed', 'Record a formed group')
  form(@Param('allianceId') allianceId: string, @OfferedData() offered: Offered): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'ThematicGroupFormed', offered);
  }

  @Post(':id/leader')
  @RecordsEvent('ThematicGroupLeaderElected', 'Record the election of a leader')
  elect(
    @Param('allianceId') allianceId: string,
    @Param('id') id: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'ThematicGroupLeaderElected', offered, id);
  }

  @Post(':id/members')
  @RecordsEvent('ThematicGroupJoined', 'Record that a member joined')
  join(
    @Param('allianceId') allianceId: string,
    @Param('id') id: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'ThematicGroupJoined', offered, id);
  }
}
