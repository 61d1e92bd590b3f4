// Records facts: checks their form, and has them decided and stored.
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { StreamAppend } from '../../event-store/event-store.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { ProblemError } from '../../platform/problems.js';
import { checkForm, checkForms, type CheckedFact } from './check-form.js';
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
      mostTold: options.refused && Infinity,
      store: (decision, { told }) => this.store(decision, checked, options, [...malformed, ...told]),
    });
  }

  private async store(
    decision: Decision,
    checked: readonly (CheckedFact | undefined)[],
    options: RecordOptions,
    refused: readonly RefusedFact[],
  ): Promise<readonly RecordedFact[]> {
    checkRevision(decision, checked, options);
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

/** `If-Match`, `If-None-Match`: someone who decided on an older state must look again; what is there already stays as answered. */
function checkRevision(
  decision: Decision,
  [fact]: readonly (CheckedFact | undefined)[],
  { ifRevision }: RecordOptions,
): void {
  if (ifRevision === undefined || fact === undefined || decision.acceptedCount === 0) return;
  const actual = decision.revisionOf(fact.stream);
  if (actual === ifRevision) return;
  const [revision, expected] = [actual, ifRevision].map((one) => (one === 'no-stream' ? null : String(one)));
  throw new ProblemError({
    code: 'revision-stale',
    detail: `${fact.stream} is at revision ${revision ?? 'none'}, not ${expected ?? 'none'}.`,
    extension: { revision },
    headers: revision === null ? {} : { etag: `"${revision}"` },
  });
}

function asRecorded({ eventId, stream, revision }: Exclude<Result, RecordedFact>, position: string): RecordedFact {
  return { eventId, stream, position, revision: String(revision), repeat: false };
}
