// Sets up an alliance.
import { Controller, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ID_PATTERN } from '../../domain/categories.js';
import { ProblemError } from '../../platform/problems.js';
import { OfferedData, type Offered } from '../offered.js';
import type { RecordedFact } from '../record-facts/record-facts.command.js';
import { RecordedInterceptor } from '../recorded.interceptor.js';
import { FactRecorder } from './record-fact.js';
import { RecordsEvent } from './records-event.js';

@ApiTags('alliance')
@UseInterceptors(RecordedInterceptor)
@Controller('api/alliances')
export class EstablishAllianceController {
  constructor(private readonly facts: FactRecorder) {}

  @Post()
  @RecordsEvent('AllianceEstablished', 'Set up an alliance: {allianceId, and the data of the event}')
  establish(@OfferedData() offered: Offered): Promise<RecordedFact> {
    const { allianceId, ...data } = offered.data;
    if (typeof allianceId === 'string' && ID_PATTERN.test(allianceId)) {
      return this.facts.record(allianceId, 'AllianceEstablished', { ...offered, data });
    }
    const missing = allianceId === undefined;
    const detail = missing
      ? 'allianceId is missing.'
      : `allianceId is not an id: 1 to 64 of a-z, 0-9 and -; it is ${JSON.stringify(allianceId)}.`;
    const code = missing ? 'missing' : 'value-invalid';
    throw new ProblemError({ code, detail, errors: [{ field: 'allianceId', code, detail }] });
  }
}
