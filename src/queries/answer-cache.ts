// Answers that were written out lately. A key holds all that an answer depends on, so nothing in here can be stale.
import { Injectable } from '@nestjs/common';
import type { PointInTime } from './point-in-time/point-in-time.js';

const KEPT_ANSWERS = 200;

@Injectable()
export class AnswerCache {
  private readonly answers = new Map<string, Buffer>();

  /** The JSON text (UTF-8) of an answer about a point in time, computed where it isn't kept. */
  answer(question: string, { allianceId, at, count }: PointInTime, compute: () => unknown): Buffer {
    const key = `${allianceId} ${at} ${count} ${question}`;
    const kept = this.answers.get(key);
    if (kept !== undefined) return kept;
    const text = Buffer.from(JSON.stringify(compute()));
    const [oldest] = this.answers.keys();
    if (oldest !== undefined && this.answers.size >= KEPT_ANSWERS) this.answers.delete(oldest);
    this.answers.set(key, text);
    return text;
  }
}
