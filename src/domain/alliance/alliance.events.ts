// Events of the alliance itself.
import { z } from 'zod';
import { date, eventData, inOrder, name, number, phrase, url } from '../text.schema.js';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** Beyond these years a date is a slip of the pen; all other dates are held against the alliance's own. */
const lifeDate = (description: string) =>
  date(description).refine((day) => Number(day.slice(0, 4)) >= FIRST_YEAR && Number(day.slice(0, 4)) <= LAST_YEAR, {
    error: `lies outside ${FIRST_YEAR} to ${LAST_YEAR}`,
    params: { code: 'date-out-of-range' },
    abort: true,
  });

/** Where no other is said: of the European Commission. */
const DEFAULT_TIME_ZONE = 'Europe/Brussels';

const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, { error: 'is not an IANA time zone such as Europe/Brussels' })
  .meta({ description: `IANA time zone in which its days begin; default ${DEFAULT_TIME_ZONE}.` });

export const allianceEstablished = eventData({
  name: name('Full name.'),
  acronym: name('Short name.'),
  startsOn: lifeDate('First day of the project: month 1 begins.'),
  endsOn: lifeDate('Last day of the project.'),
  coordinator: name('The coordinating organisation.'),
  timeZone: timeZone.optional(),
  grant: z
    .strictObject({
      amount: number('Maximum grant.', 0),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, { error: 'is not a currency code such as EUR' })
        .meta({ description: 'Currency, ISO 4217.' }),
    })
    .meta({ description: 'The grant.' })
    .optional(),
  grantAgreement: phrase('Number of the grant agreement.').optional(),
}).superRefine(inOrder('startsOn', 'endsOn'));

export const officialRegistrationPublished = eventData({
  journal: name('The official journal or gazette.'),
  reference: phrase('Where it stands in there.'),
  publishedOn: date('Day of publication.'),
  url: url('The publication.').optional(),
});

export type AllianceEstablished = z.infer<typeof allianceEstablished>;
export type OfficialRegistrationPublished = z.infer<typeof officialRegistrationPublished>;
export type AllianceEvent =
  | { type: 'AllianceEstablished'; data: AllianceEstablished }
  | { type: 'OfficialRegistrationPublished'; data: OfficialRegistrationPublished };

function isTimeZone(zone: string): boolean {
  // Some engines also take offsets such as +02:00, which know no summer time.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The time zone in which an alliance's days begin. */
export const timeZoneOf = ({ timeZone }: Pick<AllianceEstablished, 'timeZone'>): string =>
  timeZone ?? DEFAULT_TIME_ZONE;
