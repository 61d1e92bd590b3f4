// What is recorded of the alliance itself, its platform, and of values measured elsewhere.
import { Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OfferedData, type Offered } from '../offered.js';
import type { RecordedFact } from '../record-facts/record-facts.command.js';
import { RecordedInterceptor } from '../recorded.interceptor.js';
import { FactRecorder } from './record-fact.js';
import { RecordsEvent } from './records-event.js';

@ApiTags('alliance')
@UseInterceptors(RecordedInterceptor)
@Controller('api/alliances/:allianceId')
export class AllianceFactsController {
  constructor(private readonly facts: FactRecorder) {}

  @Post('registration')
  @RecordsEvent('OfficialRegistrationPublished', 'Record the official registration')
  register(@Param('allianceId') allianceId: string, @OfferedData() offered: Offered): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'OfficialRegistrationPublished', offered);
  }

  @Post('platform-releases')
  @RecordsEvent('PlatformReleased', 'Record a release of the platform')
  release(@Param('allianceId') allianceId: string, @OfferedData() offered: Offered): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'PlatformReleased', offered);
  }

  @Post('measurements')
  @RecordsEvent('ValueReported', 'Report a value that is measured elsewhere')
  report(@Param('allianceId') allianceId: string, @OfferedData() offered: Offered): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'ValueReported', offered);
  }
}
