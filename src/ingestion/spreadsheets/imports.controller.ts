// Import of spreadsheets over HTTP: a dry run first, then the recording; the imports there were, and their reversal.
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ActorHeader } from '../../commands/command-headers.js';
import { actorIn, assertNoParameters } from '../../commands/offered.js';
import { untilGone } from '../../platform/http/client-gone.js';
import { FILE_TYPES } from '../../platform/http/file-types.js';
import { answerInLines, PROGRESS_MEDIA_TYPE } from '../../platform/http/progress-lines.js';
import { ProblemError } from '../../platform/problems.js';
import { ImportLog, type Reversal } from './import-log.js';
import type { ImportReport } from './import-report.js';
import { ImportRequest, ParticipantsRequest, ReversalRequest, settingsOf } from './imports.request.js';
import { countParticipants, type Participants } from './participants.js';
import type { FileFormat } from './spreadsheet-file.js';
import { SpreadsheetImports, type OnProgress } from './spreadsheet-imports.js';

const FILE = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('imports')
@Controller('api/alliances/:allianceId/imports')
export class ImportsController {
  constructor(
    private readonly imports: SpreadsheetImports,
    private readonly log: ImportLog,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Import a spreadsheet (.csv, .xlsx; up to 25 MiB): a dry run, unless dryRun=false',
    description:
      'Answers what would be, or was, recorded; what is refused, row by row; what is there already; organisations that ' +
      'are likely the same. With `Accept: application/x-ndjson` it tells its progress in lines of JSON. Where the client ' +
      'goes before the rows are being recorded, nothing is recorded; from then on, all of it. Sent again, it adds nothing.',
  })
  @ActorHeader()
  @ApiConsumes(...Object.values(FILE_TYPES))
  @ApiBody(FILE)
  @ApiResponse({ status: 200, description: 'A dry run, or nothing was new.' })
  @ApiResponse({ status: 201, description: 'Recorded; importId names the import from now on.' })
  async import(
    @Param('allianceId') allianceId: string,
    @Query() request: ImportRequest,
    @Req() { headers, body }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportReport | undefined> {
    const { profile } = request;
    const skipInvalid = request.skipInvalid === 'true';
    const asked = {
      allianceId,
      actor: actorIn(headers),
      ...fileIn(headers['content-type'], body),
      profile,
      settings: settingsOf(request),
      dryRun: request.dryRun !== 'false',
      skipInvalid,
      language: request.language,
    };
    const work = async (onProgress: OnProgress, signal: AbortSignal): Promise<ImportReport> =>
      refuseUnlessRecorded(await this.imports.import(asked, onProgress, signal), skipInvalid);
    if (headers.accept?.includes(PROGRESS_MEDIA_TYPE)) {
      await answerInLines(reply, work);
      return undefined;
    }
    const report = await work(() => undefined, untilGone(reply));
    reply.code(report.recorded > 0 ? 201 : 200);
    return report;
  }

  @Post('participants')
  @HttpCode(200)
  @ApiOperation({ summary: "Count those invited in a survey tool's list of participants; nothing is stored" })
  @ApiConsumes(...Object.values(FILE_TYPES))
  @ApiBody(FILE)
  participants(@Query() request: ParticipantsRequest, @Req() { headers, body }: FastifyRequest): Promise<Participants> {
    const { bytes, format } = fileIn(headers['content-type'], body);
    return countParticipants(bytes, format, settingsOf(request));
  }

  @Get()
  @ApiOperation({ summary: 'The imports there were, the newest first, and whether they were reversed' })
  async all(@Param('allianceId') allianceId: string): Promise<unknown> {
    return { alliance: allianceId, imports: await this.log.all(allianceId) };
  }

  @Post(':importId/reversal')
  @ApiOperation({ summary: 'Take an import back as a whole, by retractions, with the reason' })
  @ActorHeader()
  @ApiResponse({ status: 200, description: 'Nothing of it stood any more.' })
  async reverse(
    @Param('allianceId') allianceId: string,
    @Param('importId') importId: string,
    @Body() { reason }: ReversalRequest,
    @Req() { headers, query }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Reversal> {
    assertNoParameters(query);
    const said = { reason, actor: actorIn(headers) };
    const reversal = await this.log.reverse(allianceId, importId, said, () => undefined, untilGone(reply));
    reply.code(reversal.retracted > 0 ? 201 : 200);
    return reversal;
  }
}

/** The file that a request brings. The server has made sure of its content type. */
function fileIn(contentType = '', body: unknown): { bytes: Buffer; format: FileFormat } {
  const format = (Object.keys(FILE_TYPES) as FileFormat[]).find((each) =>
    contentType.toLowerCase().startsWith(FILE_TYPES[each]),
  );
  if (format === undefined || !Buffer.isBuffer(body)) {
    const detail = `Send the file as ${Object.values(FILE_TYPES).join(' or ')}.`;
    throw new ProblemError({ code: 'content-type-unsupported', detail });
  }
  return { bytes: body, format };
}

/** A recording that was refused for its rows is a problem that names them; a dry run that finds them is an answer. */
export function refuseUnlessRecorded(report: ImportReport, skipInvalid: boolean): ImportReport {
  if (report.dryRun || skipInvalid || report.refusedRows === 0) return report;
  const [first] = report.refused;
  const detail = `${report.refusedRows} of ${report.rows} rows are refused. Row ${first?.row ?? 0}: ${first?.detail ?? ''}`;
  throw new ProblemError({ code: 'rows-refused', detail, extension: { report } });
}
