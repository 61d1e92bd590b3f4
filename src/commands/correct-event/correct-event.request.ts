// Requests that speak of a recorded event.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsArray, IsObject, IsString, Matches } from 'class-validator';
import { AsItCame } from '../../platform/http/as-it-came.js';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { evidenceDescribed } from '../described-evidence.js';

class SpeaksOfEvent {
  @ApiPropertyOptional({ description: 'The stream that holds the event; needed where several hold the id.' })
  @MayBeLeftOut()
  @Matches(/^[A-Za-z0-9.-]{1,250}$/, { message: 'stream must be the name of a stream' })
  stream?: string;
}

export class RetractionRequest extends SpeaksOfEvent {
  @ApiProperty({ description: 'Why.' })
  @IsString({ message: 'reason must be a text' })
  reason!: string;
}

export class CorrectionRequest extends SpeaksOfEvent {
  @ApiProperty({ description: 'Why.' })
  @IsString({ message: 'reason must be a text' })
  reason!: string;

  @ApiProperty({
    description: 'The data of the event as it should have been, whole.',
    type: 'object',
    additionalProperties: true,
  })
  @AsItCame()
  @IsObject({ message: 'data must be an object' })
  data!: Record<string, unknown>;
}

export class EvidenceRequest extends SpeaksOfEvent {
  @ApiProperty(evidenceDescribed('Documents that prove the event.'))
  @IsArray({ message: 'evidence must be a list' })
  evidence!: unknown[];

  @ApiPropertyOptional({ description: 'Day on which it was added; default: today.' })
  @MayBeLeftOut()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'addedOn must be a date as YYYY-MM-DD' })
  addedOn?: string;
}
