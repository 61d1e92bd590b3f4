// The two axes of every read: `at` (effective date) and `asOf` (what was known). Contract section 1.
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { AS_OF, AT } from '../../platform/point-forms.js';

export const AS_OF_MESSAGE =
  'asOf must be a log position or an RFC 3339 instant with a zone, such as 2024-06-14T12:00:00Z';

export class PointInTimeRequest {
  @ApiPropertyOptional({
    description: 'Effective date to look at: a project month (`M24`: its end) or a date. Default: today.',
    example: 'M24',
  })
  @IsOptional()
  @Matches(AT, {
    message: 'at must be a project month such as M24 or a date such as 2024-06-14',
  })
  at?: string;

  @ApiPropertyOptional({
    description: 'What was known: an RFC 3339 instant or a log position. Default: everything.',
    example: '1523',
  })
  @IsOptional()
  @Matches(AS_OF, { message: AS_OF_MESSAGE })
  asOf?: string;
}
