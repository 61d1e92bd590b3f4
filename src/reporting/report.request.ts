// What can be said of a report besides its month and format.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { PlusOfAZone } from '../platform/http/plus-of-a-zone.js';
import { AS_OF, AS_OF_MESSAGE, COMPARED } from '../platform/point-forms.js';
import { AUDIENCES, type Audience } from './report-model.js';
import { LANGUAGES } from './texts/languages.js';

const LANGUAGE_KEYS = [...LANGUAGES.keys()];

export class LanguageRequest {
  @ApiPropertyOptional({ description: 'Language of the texts.', enum: LANGUAGE_KEYS, default: 'en' })
  @IsOptional()
  @IsIn(LANGUAGE_KEYS, { message: `language must be one of ${LANGUAGE_KEYS.join(', ')}` })
  language?: string;
}

class RenderedRequest extends LanguageRequest {
  @ApiPropertyOptional({ description: 'Who it is for: what it may show.', enum: AUDIENCES, default: 'funder' })
  @IsOptional()
  @IsIn(AUDIENCES, { message: `audience must be one of ${AUDIENCES.join(', ')}` })
  audience?: Audience;

  @ApiPropertyOptional({
    description: 'Whether the expected values of the straight line (management information) are shown.',
    enum: ['true', 'false'],
    default: 'true',
  })
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'expected must be true or false' })
  expected?: string;
}

export class ReportFileRequest extends RenderedRequest {
  @ApiPropertyOptional({
    description:
      'What was known: an RFC 3339 instant or a log position. Default: for a sealed month as it was sealed, else everything.',
    example: '1523',
  })
  @PlusOfAZone()
  @IsOptional()
  @Matches(AS_OF, { message: AS_OF_MESSAGE })
  asOf?: string;
}

const POINT_MESSAGE =
  'must be a project month, alone or with what was known: M24, M24@sealed, M24@submitted, M24@now, M24@1523';

export class ComparisonFileRequest extends RenderedRequest {
  @ApiProperty({
    description: 'The first point; alone a month is taken as sealed, if it is.',
    example: 'M24@sealed',
  })
  @PlusOfAZone()
  @Matches(COMPARED, { message: `from ${POINT_MESSAGE}` })
  from!: string;

  @ApiProperty({ description: 'The second point.', example: 'M24@now' })
  @PlusOfAZone()
  @Matches(COMPARED, { message: `to ${POINT_MESSAGE}` })
  to!: string;
}

/** What a checked point says. */
export function pointAsked(text: string): { month: number; known?: 'sealed' | 'submitted' | 'now'; asOf?: string } {
  const [, month = '', known] = COMPARED.exec(text) ?? [];
  const asked = { month: Number(month.slice(1)) };
  if (known === undefined) return asked;
  return known === 'sealed' || known === 'submitted' || known === 'now'
    ? { ...asked, known }
    : { ...asked, asOf: known };
}

/** The options of a checked request. */
export function optionsOf({ language, audience, expected }: RenderedRequest): {
  language?: string | undefined;
  audience?: Audience | undefined;
  expected: boolean;
} {
  return { language, audience, expected: expected !== 'false' };
}
