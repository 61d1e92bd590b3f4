// Refusals in English: the service writes English itself; said anew is only what would speak of HTTP on a page.

export interface ProblemText {
  readonly title: string;
  readonly remedy: string;
  /** Where what the service says besides is of no use on a page. */
  readonly detail?: '';
}

/** A sentence of the service, which writes English, and how it is said here. */
export interface Sentence {
  readonly english: RegExp;
  readonly words: (...parts: readonly string[]) => string;
}

export const problems = {
  /** What a fault says itself, where that is more than its code; others by their code. */
  sentences: [
    { english: /^".+" is not a whole number\.$/, words: () => 'Not clearly a whole number: write 12000.' },
    { english: /^".+" is not a finite number\.$/, words: () => 'Not clearly a number: write 12000, or 0.5.' },
    {
      english: /^\S+: the target of (\S+) doesn't lie after (.+)\.$/,
      words: (day, before) => `The target of ${day} doesn’t lie after ${before}.`,
    },
  ] as readonly Sentence[],
  /** What a file can't be read for, and what to do about a row of it; the service says it in English, with what stands in the file. */
  files: [] as readonly Sentence[],
  /** What is wrong with a field, by code; others are said as the service says them. */
  faults: {} as Readonly<Record<string, string>>,
  idInvalid: 'Only small letters, digits and hyphens, at most 64 of them.',
  endsBeforeStart: 'The last day lies before the first.',
  /** By code; others as the service says them. */
  types: {
    'route-unknown': { title: 'There is no such thing here', remedy: 'Go on from the overview.' },
    'event-unknown': { title: 'No such fact', remedy: 'Look for it in the history of its thing.' },
    'organisation-unknown': { title: 'No such organisation', remedy: 'Search for it by its name.' },
    'indicator-not-in-framework': {
      title: 'No such indicator on that day',
      remedy: 'Choose another day, or one of the indicators of the overview.',
    },
    'report-unknown': { title: 'No such report', remedy: 'Choose another month or format.' },
    'import-unknown': { title: 'No such import', remedy: 'Choose one of those that are listed.' },
    // Ids of facts are made by the page, one for each form: what has it was sent from there before.
    'id-reused': {
      title: 'This was recorded when it was first sent; what you changed since then was not',
      remedy: 'Correct the recorded fact instead.',
      detail: '',
    },
    'profile-unknown': { title: 'No such profile', remedy: 'Choose one of those that are listed.' },
    'ambiguous-date': {
      title: 'Nobody has said in which order day and month stand',
      remedy: 'Write it as YYYY-MM-DD, or choose above how dates are written.',
    },
    'ambiguous-number': {
      title: 'It could be two numbers',
      remedy: 'Let the cell hold a number, not a text; in a CSV file, write it as 1234.5.',
    },
    'sheet-unknown': { title: 'Which sheet is meant is not known', remedy: 'Save the sheet alone as a file.' },
    'encoding-invalid': {
      title: 'The text is not in UTF-8',
      remedy: 'Save it as “CSV UTF-8”, or as a workbook (.xlsx).',
    },
    'body-too-large': { title: 'It is too large', remedy: 'Send less at once, or import it as a file.' },
    busy: { title: 'Not now', remedy: 'Try again in a moment: nothing is recorded twice.' },
    'outcome-unknown': {
      title: 'Whether it was recorded is not known',
      remedy: 'Try again: it is recorded once, however often it is sent.',
    },
    'position-not-reached': { title: 'The figures are not that far yet', remedy: 'Try again in a moment.' },
    'figures-unavailable': {
      title: 'Figures can’t be shown just now',
      remedy: 'Tell whoever runs this service.',
    },
    'storage-failed': { title: 'The storage failed', remedy: 'Tell whoever runs this service.' },
    'as-of-unknown': {
      title: 'That day of knowledge lies ahead',
      remedy: 'Choose an earlier one under “As known on”.',
    },
  } as Readonly<Record<string, ProblemText>>,
};
