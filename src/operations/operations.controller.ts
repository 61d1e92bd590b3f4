// The operations over HTTP, for the command line while the service runs. Whoever can read the data folder may use them.
import { timingSafeEqual } from 'node:crypto';
import { Controller, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemBody, ProblemError } from '../platform/problems.js';
import { Operations, type OnProgress } from './operations.js';

/** Injection token of the secret that the data folder's owner note holds. */
export const OPERATOR_TOKEN = Symbol('operator token');
const PROGRESS_EVERY_MS = 100;

/** A line of an answer: what is being done, the result, or why there is none. */
export type OperationLine =
  | { readonly work: string; readonly done: number }
  | { readonly result: unknown }
  | { readonly problem: Readonly<Record<string, unknown>> };

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
    return this.run(request, reply, (onProgress) =>
      this.operations.importNdjson(request.body as string, chosen, onProgress),
    );
  }

  /** Answers with lines of JSON while the work goes on; the last one holds the result. */
  private async run(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (onProgress: OnProgress) => Promise<unknown>,
  ): Promise<void> {
    this.authorise(request);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    const say = (line: OperationLine): void => void raw.write(`${JSON.stringify(line)}\n`);
    let last = 0;
    try {
      const result = await work((doing, done) => {
        if (performance.now() - last < PROGRESS_EVERY_MS) return;
        last = performance.now();
        say({ work: doing, done });
      });
      say({ result });
    } catch (error) {
      say({ problem: problemOf(error) });
    }
    raw.end();
  }

  private authorise({ headers }: FastifyRequest): void {
    const given = Buffer.from((headers.authorization ?? '').replace(/^Bearer /, ''));
    const wanted = Buffer.from(this.token);
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
    throw new ProblemError({ code: 'token-wrong', detail: 'This route is for the command line on the same machine.' });
  }
}

function problemOf(error: unknown): Record<string, unknown> {
  if (error instanceof ProblemError) return problemBody(error.problem);
  return { title: 'The operation failed', detail: error instanceof Error ? error.message : String(error) };
}
