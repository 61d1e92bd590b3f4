// What is known otherwise now than at an earlier point: each figure that differs, with the events that made it differ.
// The events after that point are taken in one by one, and the figures of the day are held against those before.
import type { Day } from '../../projections/calendar.js';
import { parseStreamName, type Category, type StreamName } from '../domain/categories.js';
import { effectiveDayOf } from '../domain/events.js';
import { correctedBy } from '../domain/timeline.js';
import type { AllianceView } from '../monitoring/alliance-model.js';
import { changesBetween, figuresOf, NO_FIGURES, type Change, type Figures } from '../monitoring/changes.js';
import { sourceOf } from '../monitoring/read-model.js';
import type { AllianceEvent } from './alliance-event.js';

/** The end of a project month, as known with so many events. */
export interface Watch {
  readonly month: number;
  readonly events: number;
}

/** The events of one step, and how they changed a figure. */
export interface Cause {
  readonly events: readonly AllianceEvent[];
  readonly before: unknown;
  readonly after: unknown;
}

export interface Restatement {
  readonly month: number;
  readonly kind: Change['kind'];
  readonly id: string;
  /** As known at the earlier point, and as known now. */
  readonly before: unknown;
  readonly after: unknown;
  readonly causes: readonly Cause[];
}

/** What takes part in figures of days before its own: dates of the whole, and a framework that counts before its adoption. */
const OF_EARLIER_DAYS: ReadonlySet<Category | undefined> = new Set(['alliance', 'framework']);

/** Categories whose facts no figure is made of. */
const WITHOUT_FIGURES: ReadonlySet<Category | undefined> = new Set(['month', 'stakeholder', 'thematicGroup']);

export class RestatementWatch {
  private readonly watched: {
    readonly watch: Watch;
    figures: Figures;
    readonly causes: Map<string, Cause[]>;
    first: Figures;
  }[] = [];
  /** How many facts of a source stand: while there is none, nothing is known, also of earlier days. */
  private readonly standing = new Map<string, number>();
  private byId: ReadonlyMap<string, AllianceEvent> | undefined;

  /** `events`: all of the alliance's; those that came before a watch begins are only looked at. */
  constructor(
    private readonly watches: readonly Watch[],
    private readonly events: readonly AllianceEvent[],
  ) {
    this.count(events.slice(0, this.from));
  }

  /** So many events need nobody to look: the first watch begins with the step after them, or the one that follows. */
  get from(): number {
    return Math.max(0, Math.min(this.events.length, ...this.watches.map(({ events }) => events)) - 2);
  }

  /** To be told of every step after the first `from` events, with the alliance as known after it. */
  readonly onStep = (step: readonly AllianceEvent[], view: AllianceView | undefined): void => {
    const known = step.at(-1)?.number ?? 0;
    const [first] = step as [AllianceEvent];
    const category = parseStreamName(first.stream)?.category;
    const source = sourceIn(first.stream);
    const [before, after] = [this.standing.get(source), this.count(step).get(source)];
    const isOfEarlierDays = OF_EARLIER_DAYS.has(category) || !before || !after;
    if (view && !WITHOUT_FIGURES.has(category)) {
      for (const entry of this.watched) {
        const day = view.calendar.monthEnd(entry.watch.month);
        if (isOfEarlierDays || this.isWithin(step, day)) this.compare(entry, step, figuresOf(view, day));
      }
    }
    for (const watch of this.watches) {
      // A step is known whole or not at all; one that a watch's number lies inside of is not.
      const begins = watch.events >= known && watch.events < (this.stepAfter(known) ?? Infinity);
      if (!begins || this.watched.some((entry) => entry.watch === watch)) continue;
      const figures = view ? figuresOf(view, view.calendar.monthEnd(watch.month)) : NO_FIGURES;
      this.watched.push({ watch, figures, first: figures, causes: new Map() });
    }
  };

  /** The figures of each watch that are known otherwise now, with what changed them. */
  restatements(): Restatement[] {
    return this.watched
      .sort((a, b) => a.watch.month - b.watch.month || a.watch.events - b.watch.events)
      .flatMap(({ watch, first, figures, causes }) =>
        changesBetween(first, figures).map((change): Restatement => ({
          month: watch.month,
          ...change,
          causes: causes.get(`${change.kind} ${change.id}`) ?? [],
        })),
      );
  }

  private compare(
    entry: { figures: Figures; readonly causes: Map<string, Cause[]> },
    step: readonly AllianceEvent[],
    figures: Figures,
  ): void {
    for (const { kind, id, before, after } of changesBetween(entry.figures, figures)) {
      const key = `${kind} ${id}`;
      const causes = entry.causes.get(key) ?? [];
      causes.push({ events: step, before, after });
      entry.causes.set(key, causes);
    }
    entry.figures = figures;
  }

  /** Whether anything in a step lies on a day or before it. */
  private isWithin(step: readonly AllianceEvent[], day: Day): boolean {
    return step.some((event) => (this.dayOf(event) ?? -Infinity) <= day);
  }

  /** The effective day of an event, of a retraction that of the event taken back. */
  private dayOf(event: AllianceEvent): Day | undefined {
    if (event.type === 'EvidenceAdded') return Infinity;
    if (event.type !== 'EventRetracted') return effectiveDayOf(event);
    const target = this.takenBack(event);
    return target && this.dayOf(target);
  }

  private takenBack({ stream, data }: AllianceEvent): AllianceEvent | undefined {
    this.byId ??= new Map(this.events.map((each) => [keyOf(each.stream, each.eventId), each]));
    return this.byId.get(keyOf(stream, (data as { eventId: string }).eventId));
  }

  private count(events: readonly AllianceEvent[]): ReadonlyMap<string, number> {
    const add = ({ type, stream }: AllianceEvent, change: number): void => {
      const source = sourceIn(stream);
      if (type !== 'EvidenceAdded') this.standing.set(source, (this.standing.get(source) ?? 0) + change);
    };
    for (const event of events) {
      const target = event.type === 'EventRetracted' ? this.takenBack(event) : undefined;
      if (target) add(target, -1);
      else add(event, +1);
    }
    return this.standing;
  }

  /** The number with which the step after event `known` ends, where there is one. */
  private stepAfter(known: number): number | undefined {
    const next = this.events[known];
    if (!next) return undefined;
    const after = this.events[known + 1];
    const corrects = correctedBy(after?.metadata);
    const isCorrected =
      next.type === 'EventRetracted' &&
      after?.stream === next.stream &&
      corrects !== undefined &&
      (next.data as { eventId: string }).eventId === corrects;
    return known + (isCorrected ? 2 : 1);
  }
}

/** What is known or unknown as a whole: the answers to one survey, the values of one indicator, else a category. */
function sourceIn(stream: string): string {
  const { category, partition = '' } = sourceOf(parseStreamName(stream) as StreamName);
  return `${category} ${partition}`;
}

const keyOf = (stream: string, eventId: string): string => `${stream} ${eventId}`;
