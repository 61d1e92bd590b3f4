// What is recorded of a measurement month: its narrative, and the way of its report up to the approval.
import { Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { monthNamed } from '../../reporting/report-names.js';
import { OfferedData, type Offered } from '../offered.js';
import type { RecordedFact } from '../record-facts/record-facts.command.js';
import { RecordedInterceptor } from '../recorded.interceptor.js';
import { FactRecorder } from './record-fact.js';
import { RecordsEvent } from './records-event.js';

@ApiTags('months')
@UseInterceptors(RecordedInterceptor)
@Controller('api/alliances/:allianceId/months/:month')
export class MonthFactsController {
  constructor(private readonly facts: FactRecorder) {}

  @Post('narratives')
  @RecordsEvent('NarrativeWritten', 'Write or rewrite a section of the narrative')
  write(
    @Param('allianceId') allianceId: string,
    @Param('month') month: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'NarrativeWritten', offered, streamIdOf(month));
  }

  @Post('submission')
  @RecordsEvent('ReportSubmitted', 'Submit the report')
  submit(
    @Param('allianceId') allianceId: string,
    @Param('month') month: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'ReportSubmitted', offered, streamIdOf(month));
  }

  @Post('return')
  @RecordsEvent('ReportReturned', 'Return the report, with the reason')
  return(
    @Param('allianceId') allianceId: string,
    @Param('month') month: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'ReportReturned', offered, streamIdOf(month));
  }

  @Post('approval')
  @RecordsEvent('ReportApproved', 'Approve the report')
  approve(
    @Param('allianceId') allianceId: string,
    @Param('month') month: string,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.facts.record(allianceId, 'ReportApproved', offered, streamIdOf(month));
  }
}

/** What the month that a path names is called in its stream's name. */
const streamIdOf = (month: string): string => `m${monthNamed(month)}`;
