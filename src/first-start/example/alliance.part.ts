// The example alliance itself: established, framework adopted and revised, registered late and corrected.
import { dayOf } from '../../../projections/calendar.js';
import type { AllianceEstablished, OfficialRegistrationPublished } from '../../domain/alliance/alliance.events.js';
import { allianceStream, frameworkStream } from '../../domain/categories.js';
import type { BaselineRevised, FrameworkAdopted, TargetRevised } from '../../domain/framework/framework.events.js';
import { frameworkFor } from '../framework-for.js';
import type { Journal } from './journal.js';

export const EXAMPLE = 'example';
export const EXAMPLE_NAME = 'Example Alliance for Advanced Manufacturing (invented data)';
export const STARTS_ON = '2022-06-15';
/** The last day of month 48. */
export const ENDS_ON = '2026-06-14';

const established: AllianceEstablished = {
  name: EXAMPLE_NAME,
  acronym: 'EXAMPLE',
  startsOn: STARTS_ON,
  endsOn: ENDS_ON,
  coordinator: 'Valdoria Institute for Vocational Innovation',
  timeZone: 'Europe/Brussels',
  grant: { amount: 4_000_000, currency: 'EUR' },
};

export function establish(journal: Journal): void {
  const adopted: FrameworkAdopted = { adoptedOn: STARTS_ON, framework: frameworkFor(EXAMPLE) };
  journal.addAll(
    [
      { stream: allianceStream(EXAMPLE), type: 'AllianceEstablished', data: established },
      { stream: frameworkStream(EXAMPLE), type: 'FrameworkAdopted', data: adopted },
    ],
    { lagDays: 0 },
  );
}

/** A week after M17, first under the reference of another association. */
export function register(journal: Journal): void {
  const stream = allianceStream(EXAMPLE);
  const type = 'OfficialRegistrationPublished';
  const wrong: OfficialRegistrationPublished = {
    journal: 'Gazette of Associations (invented)',
    reference: '2023/11-0417',
    publishedOn: '2023-11-21',
  };
  const right: OfficialRegistrationPublished = {
    ...wrong,
    reference: '2023/11-0471',
    url: 'https://gazette.example.org/2023/11-0471',
  };
  const wrongId = journal.add(stream, type, wrong, { lagDays: 2 });
  const rightId = journal.correct(
    wrongId,
    'The reference was mistyped: 0417 is another association.',
    { stream, type, data: right },
    dayOf('2023-11-29'),
  );
  const evidence = [{ title: 'Extract of the gazette, page 212', url: 'https://gazette.example.org/2023/11-0471.pdf' }];
  journal.add(stream, 'EvidenceAdded', { eventId: rightId, evidence, addedOn: '2023-12-04' });
}

/** The baseline of satisfaction as the first wave measured it, and a smaller target for members. */
export function revise(journal: Journal, satisfactionOfFirstWave: number): void {
  const stream = frameworkStream(EXAMPLE);
  const baseline: BaselineRevised = {
    indicatorId: 'I5',
    value: satisfactionOfFirstWave,
    date: '2023-02-28',
    revisedOn: '2023-04-17',
    reason: 'The application estimated 50 %; the first wave, closed on 28 February 2023, measured the true baseline.',
  };
  const target: TargetRevised = {
    indicatorId: 'I2',
    value: 140,
    month: 48,
    revisedOn: '2025-03-12',
    reason:
      'Agreed at the mid-term review: two partner countries set up alliances of their own, which their organisations ' +
      'join first; 200 members are out of reach, 140 are not.',
  };
  journal.add(stream, 'BaselineRevised', baseline, { lagDays: 3 });
  journal.add(stream, 'TargetRevised', target, { lagDays: 1 });
}
