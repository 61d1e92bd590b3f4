// The request of a what-if: facts to leave out, and facts to assume.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { AsItCame } from '../../platform/http/as-it-came.js';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { AT, AT_MESSAGE } from '../../platform/point-forms.js';

const MOST_FACTS = 200;
const ID_LENGTH = 64;

export class AssumedFact {
  @ApiProperty({ description: 'Type of the event.', example: 'MouSigned' })
  @IsString({ message: 'type must be the type of an event' })
  @MaxLength(ID_LENGTH)
  type!: string;

  @ApiPropertyOptional({ description: 'The id that stands in the path of the command, where one does.' })
  @MayBeLeftOut()
  @IsString({ message: 'id must be a text' })
  @MaxLength(ID_LENGTH)
  id?: string;

  @ApiProperty({
    description: "The event's data, as the command takes it.",
    type: 'object',
    additionalProperties: true,
  })
  @AsItCame()
  @IsObject({ message: 'data must be an object' })
  data!: Record<string, unknown>;

  @ApiPropertyOptional({ description: 'Id of the event that it would correct: one of those left out.' })
  @MayBeLeftOut()
  @IsString({ message: 'corrects must be the id of an event' })
  @MaxLength(ID_LENGTH)
  corrects?: string;
}

export class WhatIfRequest {
  @ApiPropertyOptional({ description: 'The day whose figures are compared: M24 or a date. Default: today.' })
  @MayBeLeftOut()
  @Matches(AT, { message: AT_MESSAGE })
  at?: string;

  @ApiPropertyOptional({ description: 'Ids of recorded events to leave out, as retractions would.', type: [String] })
  @MayBeLeftOut()
  @IsArray({ message: 'leaveOut must be a list of ids' })
  @ArrayMaxSize(MOST_FACTS)
  @IsString({ each: true, message: 'leaveOut must be a list of ids' })
  leaveOut?: string[];

  @ApiPropertyOptional({ description: 'Facts to assume, in their order.', type: [AssumedFact] })
  @MayBeLeftOut()
  @IsArray({ message: 'assume must be a list of facts' })
  @IsObject({ each: true, message: 'assume must be a list of facts' })
  @ArrayMaxSize(MOST_FACTS)
  @ValidateNested({ each: true })
  @Type(() => AssumedFact)
  assume?: AssumedFact[];
}
