// What one needs to prepare an import: templates, and profiles.
import { Body, Controller, Get, Header, Param, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FILE_TYPES } from '../../platform/http/file-types.js';
import { ProblemError } from '../../platform/problems.js';
import { ImportProfiles, type NamedProfile } from './import-profiles.js';
import { kindDefinitions } from './kinds/kinds.js';
import { TemplateRequest } from './imports.request.js';
import type { FileFormat } from './spreadsheet-file.js';
import { isTemplateKind, template, TEMPLATE_KINDS } from './templates.js';

@ApiTags('imports')
@Controller('api')
export class ImportMaterialController {
  constructor(private readonly profiles: ImportProfiles) {}

  @Get('import-templates')
  @ApiOperation({ summary: 'The kinds of lists that can be imported, with their fields and templates' })
  templates(): unknown {
    return {
      templates: TEMPLATE_KINDS.map((kind) => {
        const { title, fields } = kindDefinitions[kind];
        const files = Object.keys(FILE_TYPES).map((format) => `/api/import-templates/${kind}.${format}`);
        const described = Object.entries(fields).map(([field, { type, required = false, what, headers }]) => ({
          field,
          type,
          required,
          what,
          headers,
        }));
        return { kind, title, files, fields: described };
      }),
    };
  }

  @Get('import-templates/:file')
  @Header('x-content-type-options', 'nosniff')
  @ApiOperation({ summary: 'A template to fill in, such as members.xlsx or members.csv; history for what was before' })
  async template(@Param('file') file: string, @Query() { language }: TemplateRequest): Promise<StreamableFile> {
    const [kind = '', format = ''] = file.split('.');
    if (!isTemplateKind(kind) || !Object.hasOwn(FILE_TYPES, format))
      throw new ProblemError({
        code: 'route-unknown',
        detail: `There is no template "${file.slice(0, 80)}"; see /api/import-templates.`,
      });
    return new StreamableFile(await template(kind, format as FileFormat, language), {
      type: FILE_TYPES[format as FileFormat],
      disposition: `attachment; filename="${kind}.${format}"`,
    });
  }

  @Get('import-profiles')
  @ApiOperation({ summary: 'The profiles there are: how files of a kind are read' })
  all(): { profiles: readonly NamedProfile[] } {
    return { profiles: this.profiles.all() };
  }

  @Get('import-profiles/:name')
  @ApiOperation({ summary: 'A profile' })
  one(@Param('name') name: string): NamedProfile {
    return this.profiles.find(name);
  }

  @Put('import-profiles/:name')
  @ApiOperation({ summary: 'Save a profile, in the place of one of that name' })
  @ApiBody({
    schema: {
      type: 'object',
      additionalProperties: true,
      description: 'A profile: kind, columns, words, values, dates, survey …',
    },
  })
  save(@Param('name') name: string, @Body() profile: Record<string, unknown>): NamedProfile {
    return this.profiles.save(name, profile);
  }
}
