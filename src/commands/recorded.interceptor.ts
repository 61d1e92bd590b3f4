// Answers a command: 201, or 200 where all was there already; the stream's new revision as ETag.
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { tap, type Observable } from 'rxjs';
import { tagRevision } from '../platform/http/revision-tag.js';
import type { RecordedFact } from './record-facts/record-facts.command.js';

@Injectable()
export class RecordedInterceptor implements NestInterceptor<RecordedFact | readonly RecordedFact[]> {
  intercept(context: ExecutionContext, next: CallHandler<RecordedFact | readonly RecordedFact[]>): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(tap((result) => announce(reply, 'stream' in result ? [result] : result)));
  }
}

/** Says in status and headers what was recorded. */
export function announce(reply: FastifyReply, facts: readonly RecordedFact[]): void {
  reply.code(facts.every(({ repeat }) => repeat) ? 200 : 201);
  const [fact] = facts;
  if (fact && facts.length === 1) tagRevision(reply, fact.revision);
}
