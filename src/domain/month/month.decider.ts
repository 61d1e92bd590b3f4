// A measurement month's report: submitted, perhaps returned and submitted again, approved, sealed.
import { refuse, unreachable, type Decider, type Refusal } from '../decider.js';
import type { MonthEvent } from './month.events.js';

export interface Month {
  readonly status: 'open' | 'submitted' | 'approved' | 'sealed';
}

export const month: Decider<MonthEvent, Month> = {
  initial: { status: 'open' },
  decide({ type }, { status }) {
    switch (type) {
      case 'NarrativeWritten':
        return status === 'open' || status === 'submitted'
          ? undefined
          : refuse('month-sealed', `The report is ${status}: its text can't change any more.`, 'writtenOn');
      case 'ReportSubmitted':
        return step(status, 'open', 'submitted');
      case 'ReportReturned':
        return step(status, 'submitted', 'returned');
      case 'ReportApproved':
        return step(status, 'submitted', 'approved');
      case 'ReportSealed':
        return step(status, 'approved', 'sealed');
      default:
        return unreachable(type);
    }
  },
  evolve(month, { type }) {
    switch (type) {
      case 'NarrativeWritten':
        return month;
      case 'ReportSubmitted':
        return { status: 'submitted' };
      case 'ReportReturned':
        return { status: 'open' };
      case 'ReportApproved':
        return { status: 'approved' };
      case 'ReportSealed':
        return { status: 'sealed' };
      default:
        return unreachable(type);
    }
  },
};

const ORDER = ['open', 'submitted', 'approved', 'sealed'];

function step(status: Month['status'], ground: Month['status'], taken: string): Refusal | undefined {
  if (status === ground) return undefined;
  return ORDER.indexOf(status) > ORDER.indexOf(ground)
    ? refuse('report-step-taken', `The report is ${status} already: it can't be ${taken}.`)
    : refuse('report-step-too-early', `The report is still ${status}: it can't be ${taken}.`);
}
