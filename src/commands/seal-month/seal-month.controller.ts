// The route that seals a month's report.
import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsArray, Matches } from 'class-validator';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { monthNamed } from '../../reporting/report-names.js';
import { CommandHeaders } from '../command-headers.js';
import { evidenceDescribed } from '../described-evidence.js';
import { OfferedData, type Offered } from '../offered.js';
import type { RecordedFact } from '../record-facts/record-facts.command.js';
import { RecordedInterceptor } from '../recorded.interceptor.js';
import { MonthSealer } from './seal-month.js';

export class SealRequest {
  @ApiPropertyOptional({ description: 'Day of sealing; default: today.' })
  @MayBeLeftOut()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'sealedOn must be a date as YYYY-MM-DD' })
  sealedOn?: string;

  @ApiPropertyOptional(evidenceDescribed('Documents that prove it.'))
  @MayBeLeftOut()
  @IsArray({ message: 'evidence must be a list' })
  evidence?: unknown[];
}

@ApiTags('months')
@UseInterceptors(RecordedInterceptor)
@Controller('api/alliances/:allianceId/months/:month')
export class SealMonthController {
  constructor(private readonly sealer: MonthSealer) {}

  @Post('seal')
  @ApiOperation({
    summary: 'Seal the approved report',
    description:
      'Builds the report in every format and language from all that is recorded, and records ReportSealed: how far the ' +
      'log went, the Merkle root over the events and the checksum of each file. From then on the report is given as sealed.',
  })
  @CommandHeaders()
  seal(
    @Param('allianceId') allianceId: string,
    @Param('month') month: string,
    @Body() _request: SealRequest,
    @OfferedData() offered: Offered,
  ): Promise<RecordedFact> {
    return this.sealer.seal(allianceId, monthNamed(month), offered);
  }
}
