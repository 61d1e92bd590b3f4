// The read model of one alliance: step tables by category, and the things that are looked up whole (the alliance
// itself, its framework, its surveys), each with the span of the log in which it was known.
import type { AllianceEstablished } from '../domain/alliance/alliance.events.js';
import type { FrameworkEvent } from '../domain/framework/framework.events.js';
import { dayOf, ProjectCalendar, type Day } from '../../projections/calendar.js';
import { FrameworkHistory } from '../../projections/framework.js';
import type { Survey } from '../../projections/i5-satisfaction.js';
import type { FactOf, Source } from '../../projections/measure.js';
import type { Ledger, View } from '../../projections/view.js';
import type { LogIndex } from './log-index.js';
import { EMPTY_LEDGER, HEAD, PartOfDayLedger, StepLedger } from './step-ledger.js';
import { STANDING, StepTable } from './step-table.js';

/** What a stream says as a whole, from event `from` of the log until event `until` said otherwise. */
export interface Definition<T> {
  readonly stream: number;
  readonly from: number;
  until: number;
  readonly value: T;
}

export class Definitions<T> {
  readonly all: Definition<T>[] = [];

  replace(stream: number, value: T | undefined, ordinal: number): void {
    const standing = this.all.find((each) => each.stream === stream && each.until === STANDING);
    if (standing) standing.until = ordinal;
    if (value !== undefined) this.all.push({ stream, from: ordinal, until: STANDING, value });
  }

  known(count: number): T[] {
    return this.all.filter(({ from, until }) => from < count && until >= count).map(({ value }) => value);
  }
}

export interface AllianceProfile extends AllianceEstablished {
  /** Invented data, marked as such wherever it is shown. */
  readonly example: boolean;
}

/** Views of the past that are kept: a reader who moves a cursor asks for the same few again. */
const PAST_VIEWS = 4;

export class AllianceModel {
  readonly profiles = new Definitions<AllianceProfile>();
  readonly frameworks = new Definitions<readonly FactOf<FrameworkEvent>[]>();
  readonly surveys = new Definitions<Survey>();
  readonly tables = new Map<string, StepTable>();
  private readonly past = new Map<number, AllianceView>();
  private readonly headLedgers = new Map<string, StepLedger>();
  private head: AllianceView | undefined;

  /** `original`: the model that this one is a copy of; tables that aren't its own yet are that one's. */
  constructor(
    readonly allianceId: string,
    private readonly log: LogIndex,
    private readonly nameOfStream: (stream: number) => string,
    private readonly original?: AllianceModel,
  ) {}

  table(source: Source): StepTable {
    const key = keyOf(source);
    let table = this.tables.get(key);
    if (!table) this.tables.set(key, (table = this.original?.tables.get(key)?.copy() ?? new StepTable()));
    return table;
  }

  /** A copy to try facts on, good until the next event is recorded: tables that aren't touched are read from here. */
  copy(nameOfStream: (stream: number) => string): AllianceModel {
    const copy = new AllianceModel(this.allianceId, this.log, nameOfStream, this);
    copy.profiles.all.push(...this.profiles.all.map((each) => ({ ...each })));
    copy.frameworks.all.push(...this.frameworks.all.map((each) => ({ ...each })));
    copy.surveys.all.push(...this.surveys.all.map((each) => ({ ...each })));
    return copy;
  }

  /** Must be called when anything was recorded: what was looked up whole is looked up anew. */
  changed(): void {
    this.head = undefined;
  }

  /** The alliance as known when the log held `known` events, or at its head; undefined where it wasn't established. */
  view(known: number = HEAD): AllianceView | undefined {
    const { log } = this;
    // An append is seen whole: while one comes in page by page, the head is still what was known before it.
    const count = known === HEAD && log.known < log.count ? log.known : known;
    const kept = count === HEAD ? this.head : this.past.get(count);
    if (kept) return kept;
    const [profile] = this.profiles.known(count);
    if (!profile) return undefined;
    const calendar = new ProjectCalendar(dayOf(profile.startsOn), dayOf(profile.endsOn));
    const [framework = []] = this.frameworks.known(count);
    const surveys = this.surveys
      .known(count)
      .sort((a, b) => b.openedOn - a.openedOn || b.opened.place - a.opened.place);
    const past = new Map<string, StepLedger>();
    const ledger = (source: Source): StepLedger | undefined => {
      const table = this.tables.get(keyOf(source));
      if (!table && this.original) return this.original.view()?.stepLedger(source);
      // Asked at each read: a past view outlives the next change, and must not see it.
      if (table && count !== HEAD && !table.isUnchangedSince(count)) return this.ledger(past, table, source, count);
      return table && this.ledger(this.headLedgers, table, source, HEAD);
    };
    const history = new FrameworkHistory(framework, calendar);
    const view = new AllianceView(profile, calendar, history, surveys, ledger, () =>
      [...new Map([...(this.original?.tables ?? []), ...this.tables]).values()].map((table) =>
        table.firstKnownDay(count),
      ),
    );
    if (count === HEAD) this.head = view;
    else this.keepPast(count, view);
    return view;
  }

  private ledger(ledgers: Map<string, StepLedger>, table: StepTable, source: Source, count: number): StepLedger {
    const key = `${keyOf(source)} ${source.tag ?? ''}`;
    let ledger = ledgers.get(key);
    if (!ledger) ledgers.set(key, (ledger = new StepLedger(table, count, source.tag, this.nameOfStream)));
    return ledger;
  }

  private keepPast(count: number, view: AllianceView): void {
    const [oldest] = this.past.keys();
    if (oldest !== undefined && this.past.size >= PAST_VIEWS) this.past.delete(oldest);
    this.past.set(count, view);
  }
}

const keyOf = ({ category, partition = '' }: Source): string => `${category} ${partition}`;

export class AllianceView implements View {
  private first: Day | undefined;

  constructor(
    readonly profile: AllianceProfile,
    readonly calendar: ProjectCalendar,
    readonly framework: FrameworkHistory,
    readonly surveys: readonly Survey[],
    private readonly ledgerOf: (source: Source) => StepLedger | undefined,
    private readonly firstDays: () => Day[],
  ) {}

  get firstFactOn(): Day | undefined {
    this.first ??= this.firstDays().reduce((a, b) => Math.min(a, b), Infinity);
    return this.first === Infinity ? undefined : this.first;
  }

  ledger(source: Source): Ledger {
    return this.ledgerOf(source) ?? EMPTY_LEDGER;
  }

  /** The ledger with what the facts behind a figure need besides. */
  stepLedger(source: Source): StepLedger | undefined {
    return this.ledgerOf(source);
  }

  within(day: Day, place: number): View {
    const happened = (on: Day, at: number): boolean => on < day || (on === day && at <= place);
    const surveys = this.surveys.flatMap((survey): Survey[] => {
      if (!happened(survey.openedOn, survey.opened.place)) return [];
      const { closed } = survey;
      return [closed && !happened(closed.on, closed.place) ? { ...survey, closed: undefined } : survey];
    });
    const ledger = (source: Source): Ledger => {
      const whole = this.stepLedger(source);
      return whole ? new PartOfDayLedger(whole, day, place) : EMPTY_LEDGER;
    };
    const { calendar, framework, firstFactOn } = this;
    return { calendar, framework, firstFactOn, surveys, ledger, within: (on, at) => this.within(on, at) };
  }
}
