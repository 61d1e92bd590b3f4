// Records facts: checks their form, and has them decided and stored.
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { StreamAppend } from '../../event-store/event-store.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { checkForm, checkForms } from './check-form.js';
import type { Decision, Result } from './decision.js';
import { FactRecording } from './fact-recording.js';
import { RecordFacts, type RecordedFact, type RecordOptions } from './record-facts.command.js';
import type { RefusedFact } from './refused-facts.js';

@CommandHandler(RecordFacts)
export class RecordFactsHandler implements ICommandHandler<RecordFacts> {
  constructor(
    private readonly monitoring: Monitoring,
    private readonly recording: FactRecording,
  ) {}

  execute({ allianceId, facts, options }: RecordFacts): Promise<readonly RecordedFact[]> {
    // What can't be shown in the figures is not taken in either: it would be decided on what can't be trusted.
    this.monitoring.assertTrusted();
    const malformed: RefusedFact[] = [];
    const checked = options.refused
      ? checkForms(facts, allianceId, ({ problem }, index) => malformed.push({ index, problem }))
      : checkForm(facts, allianceId);
    return this.recording.decide({
      facts: checked,
      streams: options.dryRun ? [] : facts.map(({ stream }) => stream),
      mostTold: options.refused && Infinity,
      ifRevision: options.ifRevision,
      store: (decision, { told }) => this.store(decision, options, [...malformed, ...told]),
    });
  }

  private async store(
    decision: Decision,
    options: RecordOptions,
    refused: readonly RefusedFact[],
  ): Promise<readonly RecordedFact[]> {
    const results = await decision.results();
    const appends = [...decision.appends];
    const storeNothing = options.dryRun === true || refused.length > 0 || appends.length === 0;
    const positions = storeNothing ? [] : await this.append(appends);
    options.refused?.push(...refused);
    options.appends?.push(...appends);
    return results.map((result) => ('repeat' in result ? result : asRecorded(result, positions.shift() ?? '')));
  }

  /** Answers, for each event, where the append that holds it ends. */
  private async append(appends: readonly StreamAppend[]): Promise<string[]> {
    const { ends } = await this.recording.append(appends);
    return appends.flatMap(({ events }, i) => events.map(() => String(ends[i])));
  }
}

function asRecorded({ eventId, stream, revision }: Exclude<Result, RecordedFact>, position: string): RecordedFact {
  return { eventId, stream, position, revision: String(revision), repeat: false };
}
