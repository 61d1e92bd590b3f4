// Sets up an alliance.
import { Controller, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ID_PATTERN } from '../../domain/categories.js';
import { id } from '../../domain/text.schema.js';
import { checkData, checkWith, type Fault } from '../../domain/validation.js';
import { ProblemError } from '../../platform/problems.js';
import { OfferedData, type Offered } from '../offered.js';
import type { RecordedFact } from '../record-facts/record-facts.command.js';
import { RecordedInterceptor } from '../recorded.interceptor.js';
import { FactRecorder } from './record-fact.js';
import { RecordsEvent } from './records-event.js';

/** The id stands beside the event's data: the path names no alliance yet. */
const NAMED = z.object({ allianceId: id('The alliance.') });

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
    const checked = [checkWith(NAMED, { allianceId }), checkData('AllianceEstablished', data)];
    const errors = checked.flatMap((each) => (each.ok ? [] : each.faults));
    const [{ code, detail }] = errors as [Fault];
    throw new ProblemError({ code, detail, errors });
  }
}
