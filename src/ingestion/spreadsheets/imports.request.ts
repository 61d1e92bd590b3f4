// Requests of the import of spreadsheets.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { ProblemError } from '../../platform/problems.js';
import { JsonError, parseStrictJson } from '../../platform/strict-json.js';
import { profileFrom } from './import-profiles.js';
import { KINDS, type Kind, type Profile } from './profile.js';
import { TEMPLATE_LANGUAGES, type TemplateLanguage } from './templates.js';

const FLAG = ['true', 'false'];

export class ImportRequest {
  @ApiPropertyOptional({ enum: FLAG, default: 'true', description: 'Say what would be recorded, and store nothing.' })
  @IsOptional()
  @IsIn(FLAG)
  dryRun?: string;

  @ApiPropertyOptional({
    enum: FLAG,
    default: 'false',
    description: 'Record the rows that can be; by default one that is refused refuses all.',
  })
  @IsOptional()
  @IsIn(FLAG)
  skipInvalid?: string;

  @ApiPropertyOptional({ description: 'Name of a profile. Default: the one that recognises the headers, if one does.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  profile?: string;

  @ApiPropertyOptional({ enum: KINDS, description: 'What kind of list it is. Default: as the headers say.' })
  @IsOptional()
  @IsIn(KINDS)
  kind?: Kind;

  @ApiPropertyOptional({ enum: TEMPLATE_LANGUAGES, default: 'en', description: 'Of the notices.' })
  @IsOptional()
  @IsIn(TEMPLATE_LANGUAGES)
  language?: TemplateLanguage;

  @ApiPropertyOptional({ description: 'A profile, as JSON, that is laid over the named one.' })
  @IsOptional()
  @IsString()
  @MaxLength(8_000, { message: 'settings must be at most 8,000 characters: save longer ones as a profile' })
  settings?: string;
}

/** What a request says of how its file is read. Throws a problem where that isn't JSON, or no profile. */
export function settingsOf({ kind, settings }: Pick<ImportRequest, 'kind' | 'settings'>): Profile {
  const given = settings === undefined ? {} : profileFrom(jsonIn(settings));
  return kind === undefined ? given : { ...given, kind };
}

function jsonIn(settings: string): unknown {
  try {
    return parseStrictJson(settings);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const { code } = error;
    const detail = `settings: ${error.message}`;
    throw new ProblemError({ code, detail, errors: [{ field: 'settings', code, detail }] });
  }
}

export class TemplateRequest {
  @ApiPropertyOptional({
    enum: TEMPLATE_LANGUAGES,
    default: 'en',
    description:
      'Of the headers and the example; a Spanish .csv has semicolons, as a Spanish spreadsheet program reads it.',
  })
  @IsOptional()
  @IsIn(TEMPLATE_LANGUAGES)
  language?: TemplateLanguage;
}

export class ParticipantsRequest {
  @ApiPropertyOptional({ description: 'A profile, as JSON: sheet, encoding, delimiter.' })
  @IsOptional()
  @IsString()
  @MaxLength(8_000)
  settings?: string;
}

export class ReversalRequest {
  @ApiProperty({ description: 'Why.' })
  @IsString({ message: 'reason must be a text' })
  reason!: string;
}
