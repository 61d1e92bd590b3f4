// Where reports are asked for: finds out what was known, has the file built, and keeps those built lately.
import { Inject, Injectable } from '@nestjs/common';
import { isoDate } from '../../projections/calendar.js';
import { parseStreamName } from '../domain/categories.js';
import { asStreamEvent, effectiveFacts, type Fact, type StreamEvent } from '../domain/timeline.js';
import type { ReportSealed } from '../domain/month/month.events.js';
import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import { EVENT_STORE } from '../event-store/event-store.token.js';
import { Monitoring } from '../monitoring/monitoring.service.js';
import { ProblemError } from '../platform/problems.js';
import { PointsInTime } from '../queries/point-in-time/point-in-time.js';
import type { AllianceEvent } from './alliance-event.js';
import { AllianceEventsReader } from './alliance-events.reader.js';
import { monthStream } from './alliance-streams.js';
import type { ComparedPoint } from './build-comparison.js';
import { BuiltLately } from './built-lately.js';
import type { MonthOverview } from './months.js';
import type { Format } from './renderers/renderer.js';
import type { Audience } from './report-model.js';
import type { ReportSettings } from './report-request.js';
import type { OnProgress } from './seal/bundle.js';
import { LANGUAGES } from './texts/languages.js';
import type { BuiltBundle, BuiltFile, JobOf, JobResults, ReportJob } from './workshop/report-jobs.js';
import { ReportWorkshop } from './workshop/report-workshop.js';
import { ReportFailedError, SealBrokenError, WorkshopFullError } from './workshop/workbench.js';

/** Injection token of the installation's settings. */
export const REPORT_SETTINGS = Symbol('report settings');

export const DEFAULT_LANGUAGE = 'en';

export interface ReportOptions {
  readonly asOf?: string | undefined;
  readonly language?: string | undefined;
  readonly audience?: Audience | undefined;
  readonly expected?: boolean | undefined;
}

/** A month, and how it is to be known: as sealed, as submitted last, as known then, or (absent) as sealed if it is. */
export interface PointAsked {
  readonly month: number;
  readonly known?: 'sealed' | 'submitted' | 'now' | undefined;
  readonly asOf?: string | undefined;
}

/** What a report stands on: the alliance's first `events` events, which are among the log's first `count`. */
interface Ground {
  readonly count: number;
  readonly events: number;
  /** The Merkle root that they must have, where they were sealed. */
  readonly root?: string;
  /** Read from the log again, whatever is at hand of it. */
  readonly anew?: boolean;
}

@Injectable()
export class ReportDesk {
  private readonly lately = new BuiltLately();

  constructor(
    private readonly points: PointsInTime,
    private readonly monitoring: Monitoring,
    private readonly reader: AllianceEventsReader,
    private readonly workshop: ReportWorkshop,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(REPORT_SETTINGS) private readonly settings: ReportSettings,
  ) {}

  /** One file of a month's report. A sealed month is given as it was sealed, unless `asOf` says otherwise. */
  async file(
    allianceId: string,
    month: number,
    format: Format,
    options: ReportOptions,
    onProgress?: OnProgress,
  ): Promise<BuiltFile> {
    const ground = await this.ground(allianceId, { month, asOf: options.asOf });
    const { language = DEFAULT_LANGUAGE } = options;
    const wanted = { month, language, ...this.common(options) };
    const job = { kind: 'file', format, wanted, ...rootOf(ground) } as const;
    return this.keeping<'file'>(allianceId, ground, job, onProgress);
  }

  /** A month's bundle: in the languages asked for, by default in all. */
  async bundle(allianceId: string, month: number, options: ReportOptions, onProgress?: OnProgress): Promise<BuiltFile> {
    const ground = await this.ground(allianceId, { month, asOf: options.asOf });
    return this.keeping<'bundle'>(allianceId, ground, this.bundleJob(month, options, ground), onProgress);
  }

  /** What is to be sealed: the bundle for the funder from all that is known now, and the position of the last of it. */
  async toSeal(allianceId: string, month: number): Promise<BuiltBundle & { readonly asOf: string }> {
    const { count, asOf } = this.points.resolve(allianceId, { at: `M${month}` });
    const ground = { count, events: this.reader.count(allianceId, count), anew: true };
    const built = await this.build<'bundle'>(allianceId, ground, this.bundleJob(month, {}, ground));
    return { ...built, asOf };
  }

  /** A sealed month's bundle, built as it was sealed. Throws where the events aren't those that were. */
  async sealedBundle(allianceId: string, month: number): Promise<BuiltBundle> {
    const ground = await this.ground(allianceId, { month, known: 'sealed' });
    return this.build<'bundle'>(allianceId, { ...ground, anew: true }, this.bundleJob(month, {}, ground));
  }

  /** The seals that stand, by month. */
  async seals(allianceId: string): Promise<Map<number, ReportSealed>> {
    const { model } = this.monitoring;
    const filter = {
      alliance: model.allianceNumber(allianceId) as number,
      type: model.typeNumber('ReportSealed'),
    };
    const events = await this.store.readAt(model.log.select(0, Infinity, filter).positions);
    const months = new Set(events.map(({ stream }) => Number(parseStreamName(stream)?.id?.slice(1))));
    const seals = new Map<number, ReportSealed>();
    for (const month of months) {
      const sealed = (await this.steps(allianceId, month)).last('ReportSealed');
      if (sealed) seals.set(month, sealed.data as ReportSealed);
    }
    return seals;
  }

  /** The comparison of two points. */
  async comparison(
    allianceId: string,
    asked: readonly [PointAsked, PointAsked],
    format: Format,
    options: Omit<ReportOptions, 'asOf'>,
    onProgress?: OnProgress,
  ): Promise<BuiltFile> {
    const grounds = [await this.ground(allianceId, asked[0]), await this.ground(allianceId, asked[1])] as const;
    const points = grounds.map(({ events, kind, root }, i): ComparedPoint => {
      const { month } = asked[i] as PointAsked;
      return { month, events, kind, ...(root === undefined ? {} : { root }) };
    }) as unknown as [ComparedPoint, ComparedPoint];
    const ground = grounds[0].events > grounds[1].events ? grounds[0] : grounds[1];
    const { language = DEFAULT_LANGUAGE } = options;
    const job = { kind: 'comparison', points, format, wanted: { language, ...this.common(options) } } as const;
    return this.keeping<'comparison'>(allianceId, ground, job, onProgress);
  }

  /** The measurement months, all or the one asked for, as known now. */
  months(allianceId: string, language: string = DEFAULT_LANGUAGE, month?: number): Promise<readonly MonthOverview[]> {
    const { head } = this.points.alliance(allianceId);
    // A month that lies too far from the alliance's life is refused here.
    if (month !== undefined) this.points.resolve(allianceId, { at: `M${month}` });
    const count = this.monitoring.model.log.known;
    const ground = { count, events: this.reader.count(allianceId, count) };
    const wanted = {
      ...(month === undefined ? {} : { months: [month] }),
      today: isoDate(this.monitoring.today(head)),
      language,
      settings: this.settings,
    };
    return this.keeping<'months'>(allianceId, ground, { kind: 'months', wanted });
  }

  private bundleJob(month: number, options: ReportOptions, ground: Ground): JobOf<'bundle'> {
    const languages = options.language === undefined ? [...LANGUAGES.keys()] : [options.language];
    return { kind: 'bundle', wanted: { month, languages, ...this.common(options) }, ...rootOf(ground) };
  }

  private common({ audience = 'funder', expected = true }: ReportOptions): {
    audience: Audience;
    expected: boolean;
    settings: ReportSettings;
  } {
    return { audience, expected, settings: this.settings };
  }

  private async ground(
    allianceId: string,
    { month, known, asOf }: PointAsked,
  ): Promise<Ground & { readonly kind: ComparedPoint['kind'] }> {
    const found = this.points.resolve(allianceId, { at: `M${month}`, ...(asOf === undefined ? {} : { asOf }) });
    if (!found.view) {
      throw new ProblemError({ code: 'alliance-unknown', detail: `The alliance "${allianceId}" was not known then.` });
    }
    const all = { count: found.count, events: this.reader.count(allianceId, found.count), kind: 'known' as const };
    if (asOf !== undefined || known === 'now') return all;
    const { last, takenAt } = await this.steps(allianceId, month);
    const sealed = last('ReportSealed')?.data as ReportSealed | undefined;
    if (sealed && known !== 'submitted') {
      if (sealed.events > all.events) throw sealBroken(`${sealed.events} events were sealed; there are ${all.events}.`);
      return { ...all, events: sealed.events, root: sealed.root, kind: 'sealed' };
    }
    if (known === undefined) return all;
    const submitted = takenAt('ReportSubmitted');
    if (submitted === undefined || known === 'sealed') {
      const detail = `The report of M${month} is not ${known === 'sealed' ? 'sealed' : 'submitted'} yet.`;
      throw new ProblemError({ code: 'report-unknown', detail });
    }
    const count = this.monitoring.model.log.knownAtPosition(submitted);
    return { count, events: this.reader.count(allianceId, count), kind: 'submitted' };
  }

  /** The steps of a month's report that stand: the last of a type, and where it was recorded, or what it corrects. */
  private async steps(
    allianceId: string,
    month: number,
  ): Promise<{
    readonly last: (type: string) => StoredEvent | undefined;
    readonly takenAt: (type: string) => bigint | undefined;
  }> {
    const events = await this.store.readStream(monthStream(allianceId, month));
    const facts = effectiveFacts(events.map(withStored));
    const found = (type: string): Fact<ReturnType<typeof withStored>> | undefined =>
      facts.findLast(({ event }) => event.type === type);
    return {
      last: (type) => found(type)?.event.stored,
      takenAt: (type) => events[found(type)?.place ?? -1]?.position,
    };
  }

  /** Builds it, or gives what was built from the same events before: it can't be another. */
  private keeping<K extends ReportJob['kind']>(
    allianceId: string,
    ground: Ground,
    job: JobOf<K>,
    onProgress?: OnProgress,
  ): Promise<JobResults[K]> {
    const key = JSON.stringify([allianceId, ground.events, job]);
    return this.lately.get(key, () => this.build<K>(allianceId, ground, job, onProgress));
  }

  private async build<K extends ReportJob['kind']>(
    allianceId: string,
    { count, events, anew = false }: Ground,
    job: JobOf<K>,
    onProgress?: OnProgress,
  ): Promise<JobResults[K]> {
    const pages = (from: number): AsyncIterable<AllianceEvent[]> => this.reader.pages(allianceId, count, events, from);
    try {
      return await this.workshop.build({ allianceId, count: events, pages, anew }, job, onProgress);
    } catch (error) {
      if (error instanceof SealBrokenError) throw sealBroken(error.message);
      if (error instanceof WorkshopFullError)
        throw new ProblemError({ code: 'reports-waiting', detail: error.message });
      if (error instanceof ReportFailedError) throw new ProblemError({ code: 'report-failed', detail: error.message });
      throw error;
    }
  }
}

const rootOf = ({ root }: Ground): { readonly root?: string } => (root === undefined ? {} : { root });

const sealBroken = (detail: string): ProblemError => new ProblemError({ code: 'seal-broken', detail });

function withStored(stored: StoredEvent): StreamEvent & { readonly stored: StoredEvent } {
  return { ...asStreamEvent(stored), stored };
}
