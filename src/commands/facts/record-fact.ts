// From a command's route to the fact it offers: the stream is named by the path, or by the ids in the data.
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ID_PATTERN, parseStreamName, streamName, type StreamName } from '../../domain/categories.js';
import { eventDefinition, idsInData, type EventDefinition } from '../../domain/events.js';
import { UNKNOWN } from '../../domain/judge.js';
import { checkData } from '../../domain/validation.js';
import { ProblemError } from '../../platform/problems.js';
import type { Offered } from '../offered.js';
import { formProblem } from '../record-facts/form-problem.js';
import { RecordFacts, type OfferedFact, type RecordedFact } from '../record-facts/record-facts.command.js';

@Injectable()
export class FactRecorder {
  constructor(private readonly commands: CommandBus) {}

  /** Records one fact of a thing; `id` is the one in the path, where the thing is there already. */
  async record(allianceId: string, type: string, offered: Offered, id?: string): Promise<RecordedFact> {
    const fact = { ...offered, type, ...this.place(allianceId, type, offered, id) };
    const { ifRevision } = offered;
    const [recorded] = await this.commands.execute(
      new RecordFacts(allianceId, [fact satisfies OfferedFact], { ifRevision }),
    );
    return recorded as RecordedFact;
  }

  /** The stream that a fact belongs into, and its data with the ids in the path; throws where that is no stream. */
  place(
    allianceId: string,
    type: string,
    offered: Pick<Offered, 'eventId' | 'data'>,
    id: string | undefined,
  ): { stream: string; data: object } {
    const definition = eventDefinition(type) as EventDefinition;
    const [category] = definition.categories as [StreamName['category']];
    // The id in the path belongs into the data as well; what the path doesn't name, the data does.
    const inPath = id === undefined ? {} : idsInData(definition, { category, allianceId, id });
    const data: Readonly<Record<string, unknown>> = { ...inPath, ...offered.data };
    const named = [id === undefined ? definition.idField : undefined, definition.responseField];
    const inData = named.flatMap((field) => (field === undefined ? [] : [data[field]]));
    const ids = [...(id === undefined ? [] : [id]), ...inData];
    const stream = streamName(category, allianceId, ...ids.map(String));
    // A missing id would be "undefined", which could be one.
    if (ids.every((each) => typeof each === 'string') && parseStreamName(stream)) return { stream, data };
    // The name can't be one: either the data's ids are malformed, or the path leads nowhere. An answer's data holds the
    // id of its survey, which the path has put there.
    const checked = checkData(type, data);
    if (!checked.ok && (id === undefined || ID_PATTERN.test(id)))
      throw formProblem(checked.faults, { type, eventId: offered.eventId }, 0, 1);
    if (!ID_PATTERN.test(allianceId))
      throw new ProblemError({ code: 'alliance-unknown', detail: `There is no alliance "${allianceId}".` });
    throw new ProblemError({
      // An answer is one of a survey.
      code: UNKNOWN[category === 'answer' ? 'survey' : category] ?? 'alliance-unknown',
      detail: `Nothing is recorded of "${id ?? ''}".`,
    });
  }
}
