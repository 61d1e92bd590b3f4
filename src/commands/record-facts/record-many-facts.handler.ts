// Records the facts of a file, of which at no time more than a page is in memory.
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { correctedBy } from '../../domain/timeline.js';
import type { EventStore, ExpectedRevision, StreamAppend } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import type { Decision } from './decision.js';
import { FactRecording } from './fact-recording.js';
import { RecordManyFacts, type RecordedMany, type RecordManyOptions } from './record-many-facts.command.js';
import type { RefusedFacts } from './refused-facts.js';

/** Appends of a migration that wait for the store at once. */
const UNDER_WAY = 1_000;

@CommandHandler(RecordManyFacts)
export class RecordManyFactsHandler implements ICommandHandler<RecordManyFacts> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly monitoring: Monitoring,
    private readonly recording: FactRecording,
  ) {}

  execute({ facts, options }: RecordManyFacts): Promise<RecordedMany> {
    this.monitoring.assertTrusted();
    return this.recording.decide({
      facts,
      mostTold: options.mostTold,
      onProgress: options.onProgress,
      signal: options.signal,
      goingWith: options.goingWith,
      store: (decision, refused) => this.record(decision, refused, options),
    });
  }

  private async record(
    decision: Decision,
    refused: RefusedFacts,
    { dryRun = false, recordedAt, signal }: RecordManyOptions,
  ): Promise<RecordedMany> {
    const { acceptedCount: recorded, repeatCount: repeats, appends } = decision;
    const decided = { recorded, repeats, refused };
    if (dryRun || recorded === 0 || refused.indexes.length > 0) return decided;
    signal?.throwIfAborted();
    const position = recordedAt
      ? await this.migrate(appends, timesOf(recordedAt, decision))
      : (await this.recording.append(appends)).position;
    return { ...decided, position: String(position) };
  }

  /** Stores each fact as it was: an append of its own, a correction together with its retraction. */
  private async migrate(appends: Iterable<StreamAppend>, times: readonly number[]): Promise<bigint> {
    let [fact, last] = [0, 0n];
    let underWay: Promise<{ readonly position: bigint }>[] = [];
    const answered = async (): Promise<void> => {
      // Where one fails, it is decided anew on what became of all the others.
      await Promise.allSettled(underWay);
      for (const { position } of await Promise.all(underWay)) last = position;
      underWay = [];
    };
    for (const group of singly(appends)) {
      fact += group.length;
      underWay.push(this.store.appendAll(group, { recordedAt: times[fact - 1] as number }));
      if (underWay.length === UNDER_WAY) await answered();
    }
    await answered();
    await this.monitoring.reached(last);
    return last;
  }
}

/** The recorded times of the facts that are to be stored: those that an earlier attempt has stored are repeats. */
function timesOf(recordedAt: readonly number[], decision: Decision): readonly number[] {
  return recordedAt.filter((_, index) => !decision.isRepeat(index));
}

/** Each event an append of its own, but for a correction, which goes with the retraction before it. */
function* singly(appends: Iterable<StreamAppend>): Generator<StreamAppend[]> {
  let group: StreamAppend[] = [];
  for (const { stream, events, expectedRevision } of appends) {
    for (const [i, event] of events.entries()) {
      const single = { stream, events: [event], expectedRevision: revisionAfter(expectedRevision, i) };
      const isCorrection = correctedBy(event.metadata) !== undefined;
      if (isCorrection) group.push(single);
      else {
        if (group.length > 0) yield group;
        group = [single];
      }
    }
  }
  if (group.length > 0) yield group;
}

const revisionAfter = (expected: ExpectedRevision, events: number): ExpectedRevision => {
  if (events === 0) return expected;
  return expected === 'no-stream' ? BigInt(events - 1) : expected + BigInt(events);
};
