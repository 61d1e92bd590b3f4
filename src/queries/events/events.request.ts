// Which recorded events, from where on, and how many.
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';

export class EventsRequest {
  @ApiPropertyOptional({
    description: 'Only events of this type, named with or without org.alliance-kpi. before it.',
    example: 'MouSigned',
  })
  @IsOptional()
  @Matches(/^(org\.alliance-kpi\.)?[A-Za-z]{1,64}$/, { message: 'type must be the name of an event type' })
  type?: string;

  @ApiPropertyOptional({ description: 'Only events of this stream.', example: 'mou-lcamp.festo' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9.-]{1,250}$/, { message: 'stream must be the name of a stream' })
  stream?: string;

  @ApiPropertyOptional({ description: 'Only events after this position.', example: '1500', default: '0' })
  @IsOptional()
  @Matches(/^\d{1,19}$/, { message: 'from must be a log position' })
  from?: string;

  @ApiPropertyOptional({
    description: 'At most this many events, 1 to 1,000; fewer where they are long: `next` says where to go on.',
    type: 'integer',
    minimum: 1,
    maximum: 1_000,
    default: 100,
  })
  @IsOptional()
  @Matches(/^([1-9]\d{0,2}|1000)$/, { message: 'limit must be a whole number from 1 to 1000' })
  limit?: string;
}
