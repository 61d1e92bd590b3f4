// The two axes of every read: `at` (effective date) and `asOf` (what was known). Contract section 1.
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { PlusOfAZone } from '../../platform/http/plus-of-a-zone.js';
import { AS_OF, AS_OF_MESSAGE, AT, AT_MESSAGE } from '../../platform/point-forms.js';

export class PointInTimeRequest {
  @ApiPropertyOptional({
    description: 'Effective date to look at: a project month (`M24`: its end) or a date. Default: today.',
    example: 'M24',
  })
  @IsOptional()
  @Matches(AT, { message: AT_MESSAGE })
  at?: string;

  @ApiPropertyOptional({
    description: 'What was known: an RFC 3339 instant or a log position. Default: everything.',
    example: '1523',
  })
  @PlusOfAZone()
  @IsOptional()
  @Matches(AS_OF, { message: AS_OF_MESSAGE })
  asOf?: string;
}
