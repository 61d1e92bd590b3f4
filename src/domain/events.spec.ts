// The catalogue of events agrees with the contract's table, and the published schemas with the ones that check.
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { dayOf } from '../../projections/calendar.js';
import { CATEGORIES } from './categories.js';
import { effectiveDayOf, EVENT_TYPES, eventDefinition, idsInData, type EventDefinition } from './events.js';
import { eventSchema, frameworkSchema, type JsonSchema } from './json-schemas.js';
import { checkData } from './validation.js';

/** Contract section 2: the stream, the type, the data with `?` for optional and `*` for the effective date. */
const TABLE = `
alliance        AllianceEstablished            name acronym startsOn* endsOn coordinator timeZone? grant? grantAgreement?
alliance        OfficialRegistrationPublished  journal reference publishedOn* url?
framework       FrameworkAdopted               adoptedOn* framework
framework       BaselineRevised                indicatorId value month? date? revisedOn* reason
framework       TargetRevised                  indicatorId month? date? value revisedOn* reason
member          MemberJoined                   memberId name category agentType country joinedOn*
member          MemberDetailsChanged           name? category? agentType? country? changedOn*
member          MemberLeft                     leftOn* reason?
mou             MouProposed                    mouId title parties topics? confidential? proposedOn*
mou             MouSigned                      partyId signedOn*
mou             MouExtended                    expiresOn agreedOn*
mou             MouTerminated                  byPartyId terminatedOn* reason?
mou             MouWithdrawn                   withdrawnOn* reason?
recommendation  RecommendationPublished        recommendationId title audience publishedOn* language? url?
recommendation  RecommendationRevised          edition revisedOn* url?
recommendation  RecommendationWithdrawn        withdrawnOn* reason
survey          SurveyOpened                   surveyId title openedOn* closesOn invited scale questions satisfactionQuestion? satisfiedFrom?
survey          SurveyClosed                   closedOn*
answer          SurveyAnswered                 surveyId responseId answeredOn* answers memberCategory? country?
platform        PlatformReleased               version releasedOn* url?
activity        ActivityPlanned                activityId workPackage title start? end? responsible? plannedOn*
activity        ActivityRescheduled            start? end? revisedOn* reason
activity        ActivityCompleted              completedOn*
activity        ActivityCancelled              cancelledOn* reason
stakeholder     StakeholderIdentified          stakeholderId name agentType? country? description? identifiedOn*
stakeholder     StakeholderContacted           channel contactedOn* outcome?
thematicGroup   ThematicGroupFormed            groupId title topics? formedOn*
thematicGroup   ThematicGroupLeaderElected     memberId electedOn*
thematicGroup   ThematicGroupJoined            memberId joinedOn*
measurement     ValueReported                  indicatorId value measuredOn* note?
month           NarrativeWritten               section language text writtenOn*
month           ReportSubmitted                submittedOn*
month           ReportReturned                 returnedOn* reason
month           ReportApproved                 approvedOn*
month           ReportSealed                   sealedOn* asOf events root files
any             EvidenceAdded                  eventId evidence addedOn*
any             EventRetracted                 eventId reason
`
  .trim()
  .split('\n')
  .map((line) => line.split(/\s+/) as [string, string, ...string[]]);

const definitionOf = (type: string): EventDefinition => eventDefinition(type) as EventDefinition;
const schemaOf = (type: string): JsonSchema => eventSchema(type, 1) as JsonSchema;

describe("the contract's table of events", () => {
  it('has all types, and no others', () => {
    expect(TABLE.map(([, type]) => type)).toEqual(
      EVENT_TYPES.filter((type) => !type.startsWith('E')).concat('EvidenceAdded', 'EventRetracted'),
    );
  });
  it.each(TABLE)('%s %s', (stream, type, ...fields) => {
    const definition = definitionOf(type);
    expect(definition.categories).toEqual(stream === 'any' ? CATEGORIES : [stream]);
    expect(definition.effectiveField).toBe(fields.find((field) => field.endsWith('*'))?.slice(0, -1));
    expect(definition.version).toBe(1);
    const { properties, required } = schemaOf(type) as { properties: object; required: string[] };
    const names = fields.map((field) => field.replace(/[?*]$/, ''));
    expect(Object.keys(properties).sort()).toEqual([...new Set([...names, 'evidence'])].sort());
    expect([...required].sort()).toEqual(
      fields
        .filter((field) => !field.endsWith('?'))
        .map((field) => field.replace('*', ''))
        .sort(),
    );
  });
  it('ids in the data are those in the name of the stream', () => {
    const ids = (type: string, id?: string, responseId?: string) =>
      idsInData(definitionOf(type), {
        category: 'member',
        allianceId: 'lcamp',
        ...(id === undefined ? {} : { id }),
        ...(responseId === undefined ? {} : { responseId }),
      });
    expect(ids('MemberJoined', 'festo')).toEqual({ memberId: 'festo' });
    expect(ids('MemberLeft', 'festo')).toEqual({});
    expect(ids('ThematicGroupJoined', 'tg-1')).toEqual({});
    expect(ids('SurveyAnswered', 'wave-1', 'r-1')).toEqual({ surveyId: 'wave-1', responseId: 'r-1' });
    expect(ids('AllianceEstablished')).toEqual({});
  });
});

describe('effective days', () => {
  it('are those of the effective field', () => {
    expect(effectiveDayOf({ type: 'MouExtended', data: { agreedOn: '2024-02-29', expiresOn: '2030-01-01' } })).toBe(
      dayOf('2024-02-29'),
    );
  });
  it('a retraction has none, nor has what is no event', () => {
    expect(() => effectiveDayOf({ type: 'EventRetracted', data: {} })).toThrow('EventRetracted has no effective date');
    expect(() => effectiveDayOf({ type: 'toString', data: {} })).toThrow('toString has no effective date');
  });
});

describe('the published schemas', () => {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const validatorOf = (type: string) => ajv.getSchema(`/schemas/${type}/1`) ?? ajv.compile(schemaOf(type));

  it.each(EVENT_TYPES)('%s: takes its example, as the service does, and refuses a strange field', (type) => {
    const { example } = definitionOf(type);
    const validate = validatorOf(type);
    expect(validate(example)).toBe(true);
    expect(checkData(type, example)).toEqual({ ok: true, data: example });
    expect(validate({ ...example, strange: 1 })).toBe(false);
    expect(checkData(type, { ...example, strange: 1 }).ok).toBe(false);
  });
  it.each(EVENT_TYPES)('%s: what leaves out a field or gives it a wrong type is refused by both', (type) => {
    const { example } = definitionOf(type);
    const validate = validatorOf(type);
    const { required } = schemaOf(type) as { required: string[] };
    for (const field of Object.keys(example)) {
      const { [field]: _left, ...without } = example as Record<string, unknown>;
      const wrong = { ...example, [field]: [null] };
      if (required.includes(field)) {
        expect([field, validate(without), checkData(type, without).ok]).toEqual([field, false, false]);
      }
      expect([field, validate(wrong), checkData(type, wrong).ok]).toEqual([field, false, false]);
    }
  });
  it('carry an id, a title and a description of every field', () => {
    for (const type of EVENT_TYPES) {
      const schema = schemaOf(type);
      expect(schema).toMatchObject({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: `/schemas/${type}/1`,
        title: type,
        additionalProperties: false,
      });
      expect([type, undescribed(schema)]).toEqual([type, []]);
    }
    expect(frameworkSchema()).toMatchObject({ $id: '/schemas/framework/1', additionalProperties: false });
    expect(undescribed(frameworkSchema())).toEqual([]);
  });
  it('there is none of another version, nor of what is no event', () => {
    expect(eventSchema('MemberJoined', 2)).toBeUndefined();
    expect(eventSchema('constructor', 1)).toBeUndefined();
  });
  it('the framework of the example is one by its own schema', () => {
    const { framework } = definitionOf('FrameworkAdopted').example as { framework: object };
    const validate = ajv.compile(frameworkSchema());
    expect(validate(framework)).toBe(true);
    expect(validate({ ...framework, indicators: [] })).toBe(false);
  });
});

/** Paths of the properties without a description. */
function undescribed(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, inner]: [string, unknown]) => {
    const here = `${path}/${key}`;
    if (key === 'examples' || key === 'default') return [];
    if (key !== 'properties') return undescribed(inner, here);
    return Object.entries(inner as object).flatMap(([name, property]: [string, object]) => [
      ...('description' in property ? [] : [`${here}/${name}`]),
      ...undescribed(property, `${here}/${name}`),
    ]);
  });
}
