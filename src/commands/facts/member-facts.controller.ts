// What is recorded of members.
import { Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OfferedData, type Offered } from '../offered.js';
import type { RecordedFact } from '../record-facts/record-facts.command.js';
import { RecordedInterceptor } from '../recorded.interceptor.js';
import { FactRecorder } from './record-fact.js';
import { RecordsEvent } from './records-event.js';

@ApiTags('members')
@UseInterceptors(RecordedInterceptor)
@Controller('api/alliances/:allianceId/members')
export class MemberFactsController {
  constructor(private readonly facts: FactRecorder) {}

  @Post()
  @RecordsEvent('MemberJoined', 'Record that an organisation joined')
  join(@Param('allianceId') allianceId: string, @OfferedData() offered: Offered): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'MemberJoined', offered);
  }

  @Post(':id/changes')
  @RecordsEvent('MemberDetailsChanged', 'Record a change of name, category, agent type or country')
  change(
    @Param('allianceId') allianceId: string,
    @Param('id') id: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'MemberDetailsChanged', offered, id);
  }

  @Post(':id/departure')
  @RecordsEvent('MemberLeft', 'Record that a member left')
  leave(
    @Param('allianceId') allianceId: string,
    @Param('id') id: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'MemberLeft', offered, id);
  }
}
