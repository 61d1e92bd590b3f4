// The query of the list of what needs attention.
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { PointInTimeRequest } from '../point-in-time/point-in-time.request.js';

export class AttentionRequest extends PointInTimeRequest {
  @ApiPropertyOptional({
    description: 'Only the most pressing, this many, 1 to 999. Default: all.',
    type: 'integer',
    minimum: 1,
    maximum: 999,
    example: 6,
  })
  @IsOptional()
  @Matches(/^[1-9]\d{0,2}$/, { message: 'first must be a whole number from 1 to 999' })
  first?: string;
}
