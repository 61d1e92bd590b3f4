// Reports over HTTP: their files, how far building one is, comparisons, and the measurement months.
import { Controller, Get, Header, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { answerInLines } from '../platform/http/progress-lines.js';
import { tagRevision } from '../platform/http/revision-tag.js';
import { AUDIENCES } from './report-model.js';
import { FORMATS } from './renderers/renderer.js';
import type { MonthOverview } from './months.js';
import { BUNDLE, fileAsked, formatNamed, monthNamed } from './report-names.js';
import { ReportDesk } from './report-desk.js';
import { ComparisonFileRequest, LanguageRequest, optionsOf, pointAsked, ReportFileRequest } from './report.request.js';
import { SealCheck } from './seal-check.js';
import type { OnProgress } from './seal/bundle.js';
import { SigningKey } from './seal/signing-key.js';
import { LANGUAGES } from './texts/languages.js';
import type { BuiltFile } from './workshop/report-jobs.js';

@ApiTags('reports')
@Controller()
export class ReportsController {
  constructor(
    private readonly desk: ReportDesk,
    private readonly seals: SealCheck,
    @Inject(SigningKey) private readonly key: SigningKey,
  ) {}

  @Get('api/alliances/:allianceId/reports')
  @ApiOperation({ summary: 'The measurement months, and the formats, languages and audiences of their reports' })
  async list(@Param('allianceId') allianceId: string, @Query() { language }: LanguageRequest): Promise<unknown> {
    const months = await this.desk.months(allianceId, language);
    return {
      alliance: allianceId,
      formats: [...FORMATS, BUNDLE],
      languages: [...LANGUAGES.values()].map((texts) => ({ language: texts.language, name: texts.name })),
      audiences: AUDIENCES,
      months: months.map(({ month, date, status, deadline, daysLeft, missing }) => ({
        month,
        date,
        status,
        deadline,
        daysLeft,
        missing: missing.length,
      })),
    };
  }

  @Get('api/alliances/:allianceId/reports/:file')
  @ApiOperation({
    summary:
      "A month's report as a file: M24.json, .csv (zipped), .xlsx, .ods, .docx, .pdf, or .zip with all and a signature",
  })
  async report(
    @Param('allianceId') allianceId: string,
    @Param('file') file: string,
    @Query() request: ReportFileRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.send(await this.build(allianceId, file, request), reply);
  }

  @Get('api/alliances/:allianceId/reports/:file/progress')
  @ApiOperation({
    summary:
      'Builds the file and tells how far it is, as lines of JSON; the last says its size and checksum, or the problem',
  })
  progress(
    @Param('allianceId') allianceId: string,
    @Param('file') file: string,
    @Query() request: ReportFileRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // What can't be asked for is answered as such; from then on there are only lines.
    fileAsked(file);
    return this.tell(reply, (onProgress) => this.build(allianceId, file, request, onProgress));
  }

  @Get('api/alliances/:allianceId/comparison.:format')
  @ApiOperation({ summary: 'What changed between two points, and why, in any format of a report' })
  async comparison(
    @Param('allianceId') allianceId: string,
    @Param('format') format: string,
    @Query() request: ComparisonFileRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.send(await this.compare(allianceId, format, request), reply);
  }

  @Get('api/alliances/:allianceId/comparison.:format/progress')
  @ApiOperation({ summary: 'Builds a comparison and tells how far it is, as lines of JSON' })
  comparisonProgress(
    @Param('allianceId') allianceId: string,
    @Param('format') format: string,
    @Query() request: ComparisonFileRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    formatNamed(format);
    return this.tell(reply, (onProgress) => this.compare(allianceId, format, request, onProgress));
  }

  @Get('api/alliances/:allianceId/months')
  @ApiOperation({
    summary: 'The measurement months: how far each report is, its deadline, what is missing, what is restated',
  })
  async months(
    @Param('allianceId') allianceId: string,
    @Query() { language }: LanguageRequest,
  ): Promise<{ alliance: string; months: readonly MonthOverview[]; reminders: readonly string[] }> {
    const months = await this.desk.months(allianceId, language);
    return { alliance: allianceId, months, reminders: months.flatMap(({ reminder }) => reminder ?? []) };
  }

  @Get('api/alliances/:allianceId/months/:month')
  @ApiOperation({ summary: 'One measurement month' })
  async month(
    @Param('allianceId') allianceId: string,
    @Param('month') month: string,
    @Query() { language }: LanguageRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const [overview] = await this.desk.months(allianceId, language, monthNamed(month));
    tagRevision(reply, overview?.revision ?? null);
    return { alliance: allianceId, ...overview };
  }

  @Get('api/alliances/:allianceId/months/:month/verification')
  @ApiOperation({ summary: 'Builds a sealed report again from the log, and holds each file against what was sealed' })
  async verification(@Param('allianceId') allianceId: string, @Param('month') month: string): Promise<unknown> {
    const sealed = monthNamed(month);
    // An alliance that isn't there is refused here.
    await this.desk.months(allianceId, undefined, sealed);
    return { alliance: allianceId, month: sealed, ...(await this.seals.verify(allianceId, sealed)) };
  }

  @Get('.well-known/jwks.json')
  @Header('content-type', 'application/jwk-set+json; charset=utf-8')
  @ApiOperation({ summary: 'The public key with which this installation signs its bundles (RFC 7517)' })
  async keys(): Promise<unknown> {
    return { keys: [await this.key.publicJwk()] };
  }

  private build(
    allianceId: string,
    file: string,
    request: ReportFileRequest,
    onProgress?: OnProgress,
  ): Promise<BuiltFile> {
    const { month, format } = fileAsked(file);
    const options = { ...optionsOf(request), asOf: request.asOf };
    return format === BUNDLE
      ? this.desk.bundle(allianceId, month, options, onProgress)
      : this.desk.file(allianceId, month, format, options, onProgress);
  }

  private compare(
    allianceId: string,
    format: string,
    request: ComparisonFileRequest,
    onProgress?: OnProgress,
  ): Promise<BuiltFile> {
    const points = [pointAsked(request.from), pointAsked(request.to)] as const;
    return this.desk.comparison(allianceId, points, formatNamed(format), optionsOf(request), onProgress);
  }

  private tell(reply: FastifyReply, build: (onProgress: OnProgress) => Promise<BuiltFile>): Promise<void> {
    return answerInLines(reply, async (onProgress) => {
      const { name, bytes, sha256 } = await build(onProgress);
      return { name, bytes: bytes.length, sha256 };
    });
  }

  private send({ name, mediaType, bytes, sha256 }: BuiltFile, reply: FastifyReply): void {
    const etag = `"${sha256}"`;
    if (namesOne(reply.request.headers['if-none-match'], etag)) return void reply.code(304).headers({ etag }).send();
    void reply
      .headers({
        'content-type': mediaType,
        'content-disposition': `attachment; filename="${name}"`,
        etag,
      })
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
}

/** Whether `If-None-Match` names an ETag: weak ones say as much of the same bytes (RFC 9110, 13.1.2). */
function namesOne(header: string | undefined, etag: string): boolean {
  const named = header?.split(',').map((each) => each.trim().replace(/^W\//, '')) ?? [];
  return named.includes('*') || named.includes(etag);
}
