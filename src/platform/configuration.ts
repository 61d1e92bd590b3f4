// What can be set, by environment and by flags (which win); checked at the start. The one list of it all.
import { z } from 'zod';
import { addressFault } from '../event-store/kurrentdb/address.js';

/** As people write one: `Number` would take 0x10, 1e3 and nothing at all. */
function wholeNumber(least: number, most: number, error: string) {
  return z
    .string()
    .regex(/^\d{1,9}$/, { error })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error });
}

/** As a request's Host has one, before its port: of several parts, or an address, that of IPv6 in brackets. */
const HOST_NAME = /^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])$/;

const settings = z.object({
  PORT: wholeNumber(0, 65_535, 'must be a port, 0 to 65535')
    .default(3000)
    .describe('Port of the service; 0 takes a free one.'),
  // Names are the same however they are written: Localhost is this machine too.
  HOST: z
    .string()
    .min(1, { error: 'must be an address' })
    .toLowerCase()
    .default('127.0.0.1')
    .describe('Address to listen on. Anyone who reaches it can record: there are no accounts yet.'),
  ALLOWED_HOSTS: z
    .string()
    .refine((names) => names === '' || names.split(',').every((name) => HOST_NAME.test(name)), {
      error: 'must be names without ports, such as kpi.example.org,kpi',
    })
    .default('')
    .describe(
      'Names, separated by commas, by which the service may be asked beside those of this machine (localhost, 127.0.0.1, [::1]), with any port. Empty: no other where HOST is this machine, any where it is not.',
    ),
  DATA_DIR: z
    .string()
    .min(1, { error: 'must be a folder' })
    .default('./data')
    .describe('Folder of the embedded event store and of everything made from it.'),
  REPORT_FUNDING: z
    .enum(['cofunded', 'funded'], { error: 'must be cofunded or funded' })
    .default('cofunded')
    .describe('Funding statement of reports: "Co-funded by the European Union" (cofunded) or "Funded by …" (funded).'),
  REPORT_AUTHORITY: z
    .string()
    .max(300, { error: 'must have at most 300 characters' })
    .default('')
    .describe(
      "The granting authority in a report's disclaimer, in the report's language; empty: EACEA, in its own words.",
    ),
  REPORT_EMBLEM: z
    .string()
    .regex(/^$|\.(png|svg)$/i, { error: 'must be a .png or .svg file' })
    .default('')
    .describe('File (.png or .svg) of the emblem of the European Union, to be drawn on reports; empty: none is drawn.'),
  REPORTING_PERIODS: z
    .string()
    .regex(/^$|^[1-9]\d{0,2}(,[1-9]\d{0,2})*$/, { error: 'must be project months such as 24,48' })
    .refine((text) => text.split(',').every((month, i, all) => i === 0 || Number(month) > Number(all[i - 1])), {
      error: 'must be project months that increase',
    })
    .default('24,48')
    .describe(
      'Last project months of the reporting periods, as the grant agreement has them; a report is due 60 days after each. Empty: none.',
    ),
  REPORT_MEMORY_MB: wholeNumber(64, 65_536, 'must be a number of MiB, 64 to 65536')
    .default(1_024)
    .describe(
      'Memory in MiB that building a report may take, and beside it what the page of months shows; beyond 200,000 events of an alliance it needs more, and so does a DOCX beyond some 14,000 rows of tables.',
    ),
  STORE_URL: z
    .string()
    .superRefine((address, context) => {
      const fault = address === '' ? undefined : addressFault(address);
      if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
    })
    .default('')
    .describe('Event store to use: the address of a KurrentDB cluster; empty: the embedded one.'),
  STREAM_PREFIX: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, {
      error:
        'must be 1 to 64 of A-Z, a-z, 0-9 and _, beginning with a letter: the names of streams on the cluster begin with it',
    })
    .default('akpi_')
    .describe('On a cluster: what the names of the streams begin with, so that other applications share it unharmed.'),
});

export type Configuration = Readonly<z.infer<typeof settings>>;
export type Setting = keyof Configuration;

export class ConfigurationError extends Error {}

/** Reads the environment, with flags in the place of its values. Throws ConfigurationError naming what is wrong. */
export function readConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
  flags: Partial<Record<Setting, string>> = {},
): Configuration {
  // A variable that is set to nothing says nothing.
  const given = Object.fromEntries(
    Object.keys(settings.shape).map((name) => [name, flags[name as Setting] ?? (environment[name] || undefined)]),
  );
  const result = settings.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new ConfigurationError(`The configuration is not valid. ${faults.join('; ')}.`);
}

/** Each setting with its default and what it is for. */
export function describeSettings(): readonly {
  readonly name: string;
  readonly default: string;
  readonly description: string;
}[] {
  return Object.entries(settings.shape).map(([name, schema]) => ({
    name,
    default: String(schema.parse(undefined)),
    description: schema.description ?? '',
  }));
}

export const isLoopback = (host: string): boolean => /^(127(\.\d{1,3}){1,3}|localhost|::1)$/.test(host);
