// The two axes of every read: `at` (effective date) and `asOf` (what was known). Contract section 1.
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { INSTANT_FORM } from '../../platform/instant.js';

/** What was known: a log position or an instant. */
export const AS_OF_FORM = String.raw`0|[1-9]\d{0,18}|${INSTANT_FORM}`;
export const AS_OF = new RegExp(`^(${AS_OF_FORM})$`);
export const AS_OF_MESSAGE =
  'asOf must be a log position or an RFC 3339 instant with a zone, such as 2024-06-14T12:00:00Z';

export class PointInTimeRequest {
  @ApiPropertyOptional({
    description: 'Effective date to look at: a project month (`M24`: its end) or a date. Default: today.',
    example: 'M24',
  })
  @IsOptional()
  @Matches(/^(M(0|[1-9]\d{0,3})|\d{4}-\d{2}-\d{2})$/, {
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
