// The operations over HTTP, for the command line while the service runs. Whoever can read the data folder may use them.
import { timingSafeEqual } from 'node:crypto';
import { Controller, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ImportRequest as ImportSpreadsheetRequest } from '../ingestion/spreadsheets/imports.request.js';
import type { FileFormat } from '../ingestion/spreadsheets/spreadsheet-file.js';
import { answerInLines } from '../platform/http/progress-lines.js';
import { ProblemError } from '../platform/problems.js';
import { Operations, spreadsheetOptions, type OnProgress } from './operations.js';

/** Injection token of the secret that the data folder's owner note holds. */
export const OPERATOR_TOKEN = Symbol('operator token');

export class BackupRequest {
  @IsString()
  file!: string;
}

export class ImportRequest {
  @IsOptional()
  @IsIn(['true', 'false'])
  dryRun?: string;

  @IsOptional()
  @IsIn(['true', 'false'])
  skipInvalid?: string;

  @IsOptional()
  @IsIn(['true', 'false'])
  migrate?: string;
}

export class SpreadsheetRequest extends ImportSpreadsheetRequest {
  @IsString()
  alliance!: string;

  @IsIn(['csv', 'xlsx'])
  format!: FileFormat;

  @IsOptional()
  @IsString()
  actor?: string;
}

export class ReverseImportRequest {
  @IsString()
  alliance!: string;

  @IsString()
  importId!: string;

  @IsString()
  reason!: string;

  @IsOptional()
  @IsString()
  actor?: string;
}

@ApiExcludeController()
@Controller('api/operations')
export class OperationsController {
  constructor(
    private readonly operations: Operations,
    @Inject(OPERATOR_TOKEN) private readonly token: string,
  ) {}

  @Post('verify')
  verify(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.run(request, reply, (onProgress) => this.operations.verify(onProgress));
  }

  @Post('rebuild')
  rebuild(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.run(request, reply, (onProgress) => this.operations.rebuild(onProgress));
  }

  @Post('backup')
  backUp(@Query() { file }: BackupRequest, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.run(request, reply, () => this.operations.backUp(file));
  }

  @Post('import')
  import(@Query() options: ImportRequest, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const is = (flag: string | undefined): boolean => flag === 'true';
    const { dryRun, skipInvalid, migrate } = options;
    const chosen = { dryRun: is(dryRun), skipInvalid: is(skipInvalid), migrate: is(migrate) };
    return this.run(request, reply, (onProgress, signal) =>
      this.operations.importNdjson(request.body as string, chosen, onProgress, signal),
    );
  }

  @Post('import-spreadsheet')
  importSpreadsheet(
    @Query() request: SpreadsheetRequest,
    @Req() incoming: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.run(incoming, reply, (onProgress, signal) =>
      this.operations.importSpreadsheet(incoming.body as Buffer, spreadsheetOptions(request), onProgress, signal),
    );
  }

  @Post('reverse-import')
  reverseImport(
    @Query() { alliance, importId, reason, actor }: ReverseImportRequest,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.run(request, reply, (onProgress, signal) =>
      this.operations.reverseImport(alliance, importId, { reason, actor }, onProgress, signal),
    );
  }

  private async run(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (onProgress: OnProgress, signal: AbortSignal) => Promise<unknown>,
  ): Promise<void> {
    this.authorise(request);
    await answerInLines(reply, work);
  }

  private authorise({ headers }: FastifyRequest): void {
    const given = Buffer.from((headers.authorization ?? '').replace(/^Bearer /, ''));
    const wanted = Buffer.from(this.token);
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
    throw new ProblemError({ code: 'token-wrong', detail: 'This route is for the command line on the same machine.' });
  }
}
