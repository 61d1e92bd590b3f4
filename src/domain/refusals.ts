// Everything that the domain refuses: code, status, title and what to do. Contract section 2.

interface RefusalType {
  readonly status: 400 | 404 | 409;
  readonly title: string;
  readonly remedy: string;
}

const field = (title: string, remedy = 'Correct the field that is named.'): RefusalType => ({
  status: 400,
  title,
  remedy,
});
const unknown = (what: string, remedy = `Record the ${what} first, or correct its id.`): RefusalType => ({
  status: 404,
  title: `No such ${what}`,
  remedy,
});
const conflict = (title: string, remedy: string): RefusalType => ({ status: 409, title, remedy });

export const refusals = {
  missing: field('A field is missing', 'Give the field that is named.'),
  'unknown-field': field('A field is not known', 'Leave it out, or correct its name.'),
  'wrong-type': field('A value has the wrong type'),
  'not-one-of': field('A value is none of those allowed'),
  'value-invalid': field('A value is not valid'),
  'number-out-of-range': field('A number is too small or too great'),
  'list-too-short': field('A list is too short'),
  'list-too-long': field('A list is too long'),
  'value-does-not-fit': field(
    "A value doesn't fit the indicator's unit",
    'Send a number, or true or false for a yes/no.',
  ),
  'text-empty': field('A text is empty', 'Give at least one visible character.'),
  'text-invalid': field('A text holds what it must not', 'Leave the character out.'),
  'text-too-long': field('A text is too long', 'Shorten it.'),
  'url-invalid': field('An address is not valid', 'Send an http or https address.'),
  'date-invalid': field('A date does not exist', 'Send a date of the calendar as YYYY-MM-DD.'),
  'dates-out-of-order': field('A later date lies before an earlier one', 'Correct one of the two dates.'),
  'date-out-of-range': field("A date lies too far from the alliance's life"),
  'in-future': field('A date lies ahead', 'Record it when it has happened.'),
  'framework-inconsistent': field('The framework contradicts itself'),
  'activity-ends-before-start': field('The activity would end before it starts', 'Correct start or end.'),
  'unknown-event-type': field('No such event type', 'See /schemas for the types there are.'),
  'schema-too-new': field(
    'This version of the schema is newer than any known',
    'Send the newest version under /schemas.',
  ),
  'schema-unknown': field('There is no such version of the schema', 'Send a version under /schemas, or none.'),
  'schema-mismatch': field("The schema is not the type's", 'Send dataschema /schemas/<Type>/<version>, or none.'),
  'stream-invalid': field('The stream is not one for this event', 'Correct the subject: <category>-<allianceId>.<id>.'),
  'id-differs': field("An id in the data isn't the stream's", 'Send the same id in both places.'),
  'id-repeated': field('Two events of the request have one id', 'Give each event an id of its own.'),
  'question-not-asked': field("The survey doesn't ask this question"),
  'answer-out-of-scale': field("An answer lies outside the survey's scale"),

  'alliance-unknown': unknown('alliance'),
  'framework-unknown': unknown('framework', 'Adopt a framework first.'),
  'member-unknown': unknown('member'),
  'mou-unknown': unknown('MoU'),
  'recommendation-unknown': unknown('recommendation'),
  'survey-unknown': unknown('survey'),
  'activity-unknown': unknown('activity'),
  'stakeholder-unknown': unknown('stakeholder'),
  'thematic-group-unknown': unknown('thematic group'),
  'month-unknown': unknown(
    'measurement month',
    'Name a project month, such as M24, and write or submit its report first.',
  ),
  'stream-unknown': unknown('stream', "Record a fact of it first, or correct the stream's name."),
  'indicator-unknown': unknown('indicator', 'Correct the id, or adopt a framework that has the indicator.'),

  'id-reused': conflict('This id stands for another event', 'Give the new event an id of its own.'),
  'alliance-exists': conflict('The alliance exists already', 'Choose another id, or correct its establishment.'),
  'already-registered': conflict('An official registration stands already', 'Correct or retract it.'),
  'already-member': conflict('It is a member already', 'Record its leaving first, or correct the joining.'),
  'not-a-member': conflict('It is not a member then', 'Record its joining first.'),
  'mou-exists': conflict('The MoU was proposed already', 'Correct the proposal, or choose another id.'),
  'not-a-party': conflict("The MoU doesn't name this party", 'Correct the party, or the proposal.'),
  'already-signed': conflict('This party has signed already', 'Correct the signature, if its date was wrong.'),
  'mou-not-proposed': conflict('The MoU was not proposed by then', 'Correct the date, or that of the proposal.'),
  'mou-withdrawn': conflict('The proposal was withdrawn', 'Propose it anew under another id.'),
  'mou-ended': conflict('The MoU has ended', 'Propose a new one.'),
  'mou-not-in-force': conflict('The MoU is not in force then', 'Correct the date.'),
  'mou-signed-by-all': conflict('The MoU was signed by all', 'Terminate it.'),
  'not-an-extension': conflict('It would not end later', 'Give a date after its present end.'),
  'already-published': conflict('The document is published already', 'Record a revision, or correct the publication.'),
  'not-published': conflict('The document is not published then', 'Record its publication first.'),
  'survey-exists': conflict('The survey was opened already', 'Correct its opening, or choose another id.'),
  'survey-not-open': conflict('The survey was not open on that day', 'Correct the date.'),
  'survey-closed': conflict('The survey was closed already', 'Correct its closing.'),
  'already-answered': conflict('This response has answered already', 'Correct the answer.'),
  'activity-exists': conflict('The activity was planned already', 'Reschedule it, or choose another id.'),
  'activity-over': conflict('The activity is completed or cancelled', 'Correct or retract what ended it.'),
  'activity-not-planned': conflict('The activity was not planned by then', 'Correct the date, or that of the plan.'),
  'stakeholder-exists': conflict('The stakeholder was identified already', 'Correct that, or choose another id.'),
  'stakeholder-not-identified': conflict('The stakeholder was not identified by then', 'Correct the date.'),
  'thematic-group-exists': conflict('The group was formed already', 'Correct that, or choose another id.'),
  'thematic-group-not-formed': conflict('The group was not formed by then', 'Correct the date.'),
  'already-in-group': conflict('This member is in the group already', 'Nothing needs recording.'),
  'already-leader': conflict('This member leads the group already', 'Nothing needs recording.'),
  'report-step-too-early': conflict("The month's report is not that far", 'Record the step before it first.'),
  'report-step-taken': conflict('That step was taken already', 'Nothing needs recording.'),
  'month-not-over': conflict('The month is not over', 'Seal its report when it is: until then its figures can change.'),
  'month-sealed': conflict("The month's report is final", 'Record facts and corrections: they show as restated.'),
  'framework-not-adopted': conflict('No framework was adopted by then', 'Adopt one first.'),
  'anchors-not-increasing': conflict(
    'Baseline and targets would not follow each other',
    'Give a day that keeps their order.',
  ),
  'indicator-not-reported': conflict(
    'This indicator is computed, not reported',
    'Record the facts that it is made of.',
  ),
  'later-fact-without-ground': conflict(
    'A later fact would lose its ground',
    'Retract or correct the later fact first.',
  ),
  'already-retracted': conflict('The event was retracted already', 'Record the fact again, if it is one.'),
  'retraction-of-retraction': conflict("A retraction can't be retracted", 'Record the fact again.'),
  'retraction-of-alliance': conflict("An alliance's establishment can't be retracted", 'Correct it.'),
  'event-of-another-stream': conflict('The stream holds no such event', 'Name the stream that holds it.'),
  'not-to-be-proven': conflict("Evidence can't be added to this event", 'Name a fact that stands.'),
} as const satisfies Record<string, RefusalType>;

export type RefusalCode = keyof typeof refusals;
