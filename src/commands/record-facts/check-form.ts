// The form of an offered fact: stream, type, schema version, data, and the ids that must agree. All answers are 400.
import { parseStreamName, type StreamName } from '../../domain/categories.js';
import { eventDefinition, idsInData, type EventDefinition } from '../../domain/events.js';
import { checkVersion } from '../../domain/validation.js';
import type { ProblemDetail, ProblemError } from '../../platform/problems.js';
import { formProblem } from './form-problem.js';
import type { OfferedFact } from './record-facts.command.js';

/** A fact whose form is right; its data is normalised as it will be stored. */
export interface CheckedFact extends Omit<OfferedFact, 'data'> {
  readonly name: StreamName;
  readonly data: object;
  readonly schemaVersion: number;
}

type DefinitionOf = (type: string) => EventDefinition | undefined;

/** Throws a problem for the first fact whose form is wrong, with all that is wrong with it. */
export function checkForm(
  facts: readonly OfferedFact[],
  allianceId: string | undefined,
  definitionOf: DefinitionOf = eventDefinition,
): CheckedFact[] {
  const onWrong = (problem: ProblemError): never => {
    throw problem;
  };
  return checkForms(facts, allianceId, onWrong, definitionOf) as CheckedFact[];
}

/** As `checkForm`, but a fact whose form is wrong is told, and leaves its place empty. */
export function checkForms(
  facts: readonly OfferedFact[],
  allianceId: string | undefined,
  onWrong: (problem: ProblemError, index: number) => void,
  definitionOf: DefinitionOf = eventDefinition,
): (CheckedFact | undefined)[] {
  return facts.map((fact, index) => {
    const checked = check(fact, allianceId, definitionOf);
    if (!('faults' in checked)) return checked;
    onWrong(formProblem(checked.faults, fact, index, facts.length), index);
    return undefined;
  });
}

function check(
  fact: OfferedFact,
  allianceId: string | undefined,
  definitionOf: DefinitionOf,
): CheckedFact | { faults: ProblemDetail[] } {
  const definition = definitionOf(fact.type);
  if (!definition) return fault('unknown-event-type', `There is no event type "${fact.type}".`, 'type');
  const name = parseStreamName(fact.stream);
  if (!name) return fault('stream-invalid', `"${fact.stream}" is not the name of a stream.`, 'subject');
  if (allianceId !== undefined && name.allianceId !== allianceId) {
    return fault('stream-invalid', `The stream ${fact.stream} is not one of the alliance "${allianceId}".`, 'subject');
  }
  if (!definition.categories.includes(name.category)) {
    return fault('stream-invalid', `${fact.type} doesn't belong into the stream ${fact.stream}.`, 'subject');
  }
  const version = fact.schemaVersion ?? definition.version;
  const unknown = unknownVersion(definition, version);
  if (unknown) return unknown;
  const checked = checkVersion(definition, version, fact.data);
  if (!checked.ok) return { faults: [...checked.faults] };
  const data = checked.data as Readonly<Record<string, unknown>>;
  const ids = idsInData(definition, name);
  for (const field of Object.keys(ids)) {
    if (data[field] !== ids[field])
      return fault('id-differs', `${field} is "${String(data[field])}", the stream's is "${ids[field]}".`, field);
  }
  // A plain object: spreading the fact takes as long as half of its check.
  const { eventId, stream, type, corrects, metadata } = fact;
  const form = { eventId, stream, type, name, data: checked.data, schemaVersion: definition.version, metadata };
  return corrects === undefined ? form : { ...form, corrects };
}

function unknownVersion(
  { type, version: newest, older }: EventDefinition,
  version: number,
): { faults: ProblemDetail[] } | undefined {
  if (version === newest || older.some((each) => each.version === version)) return undefined;
  const code = version > newest ? 'schema-too-new' : 'schema-unknown';
  return fault(code, `${type} is known up to version ${newest}; there is no version ${version}.`, 'dataschema');
}

function fault(code: string, detail: string, field: string): { faults: ProblemDetail[] } {
  return { faults: [{ code, detail, field }] };
}
