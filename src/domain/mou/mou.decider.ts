// MoU: from proposal through signature to its end. Annex II, article 8: in force from the last signature until the
// fifth anniversary, an extension's end, or a termination.
import { addYears, dayOf, isoDate, type Day } from '../../../projections/calendar.js';
import { refuse, unreachable, type Decider } from '../decider.js';
import type { MouEvent } from './mou.events.js';

const YEARS_IN_FORCE = 5;

export interface Mou {
  readonly status: 'absent' | 'proposed' | 'withdrawn' | 'signed' | 'terminated';
  readonly parties: ReadonlySet<string>;
  readonly signedBy: ReadonlySet<string>;
  /** Day of the last signature, once all parties have signed. */
  readonly effectiveOn?: Day;
  /** First day on which it is no longer in force. */
  readonly endsOn?: Day;
}

/** Whether it is in force at the end of a day. */
export function isInForce({ status, effectiveOn, endsOn }: Mou, day: Day): boolean {
  return status === 'signed' && effectiveOn !== undefined && endsOn !== undefined && day >= effectiveOn && day < endsOn;
}

export const mou: Decider<MouEvent, Mou> = {
  initial: { status: 'absent', parties: new Set(), signedBy: new Set() },

  decide(event, mou) {
    if (event.type === 'MouProposed') {
      return mou.status === 'absent' ? undefined : refuse('mou-exists', 'The MoU was proposed already.', 'mouId');
    }
    if (mou.status === 'absent')
      return refuse('mou-not-proposed', 'The MoU is proposed only later, or its proposal was taken back.');
    switch (event.type) {
      case 'MouSigned': {
        const { partyId, signedOn } = event.data;
        if (!mou.parties.has(partyId)) return refuse('not-a-party', `The MoU doesn't name "${partyId}".`, 'partyId');
        if (mou.status === 'withdrawn') return refuse('mou-withdrawn', 'The proposal was withdrawn.', 'signedOn');
        if (mou.status === 'terminated' || (mou.endsOn !== undefined && dayOf(signedOn) >= mou.endsOn)) {
          return refuse('mou-ended', 'The MoU has ended by then.', 'signedOn');
        }
        return mou.signedBy.has(partyId)
          ? refuse('already-signed', `"${partyId}" has signed already.`, 'partyId')
          : undefined;
      }
      case 'MouExtended': {
        const { agreedOn, expiresOn } = event.data;
        if (!isInForce(mou, dayOf(agreedOn)))
          return refuse('mou-not-in-force', `It is not in force on ${agreedOn}.`, 'agreedOn');
        const end = mou.endsOn as Day;
        return dayOf(expiresOn) > end
          ? undefined
          : refuse('not-an-extension', `It ends on ${isoDate(end)} as it is.`, 'expiresOn');
      }
      case 'MouTerminated': {
        const { byPartyId, terminatedOn } = event.data;
        if (!mou.parties.has(byPartyId))
          return refuse('not-a-party', `The MoU doesn't name "${byPartyId}".`, 'byPartyId');
        return isInForce(mou, dayOf(terminatedOn))
          ? undefined
          : refuse('mou-not-in-force', `It is not in force on ${terminatedOn}.`, 'terminatedOn');
      }
      case 'MouWithdrawn':
        if (mou.status === 'withdrawn')
          return refuse('mou-withdrawn', 'The proposal was withdrawn already.', 'withdrawnOn');
        return mou.status === 'proposed'
          ? undefined
          : refuse('mou-signed-by-all', 'All parties have signed.', 'withdrawnOn');
      default:
        return unreachable(event);
    }
  },

  evolve(mou, event) {
    switch (event.type) {
      case 'MouProposed':
        return { ...mou, status: 'proposed', parties: new Set(event.data.parties.map(({ partyId }) => partyId)) };
      case 'MouSigned': {
        const signedBy = new Set([...mou.signedBy, event.data.partyId]);
        if (signedBy.size < mou.parties.size) return { ...mou, signedBy };
        const effectiveOn = dayOf(event.data.signedOn);
        return { ...mou, status: 'signed', signedBy, effectiveOn, endsOn: addYears(effectiveOn, YEARS_IN_FORCE) };
      }
      case 'MouExtended':
        return { ...mou, endsOn: dayOf(event.data.expiresOn) };
      case 'MouTerminated':
        return { ...mou, status: 'terminated', endsOn: dayOf(event.data.terminatedOn) };
      case 'MouWithdrawn':
        return { ...mou, status: 'withdrawn' };
      default:
        return unreachable(event);
    }
  },
};
