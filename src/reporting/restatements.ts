// What is known otherwise now than at an earlier point: each figure that differs, with the events that made it differ.
// The events after that point are taken in one by one, and the figures of the day are held against those before.
import type { Day } from '../../projections/calendar.js';
import { parseStreamName, type Category } from '../domain/categories.js';
import { effectiveDayOf, eventDefinition } from '../domain/events.js';
import { correctedBy } from '../domain/timeline.js';
import type { AllianceView } from '../monitoring/alliance-model.js';
import { changesBetween, figuresOf, NO_FIGURES, type Change, type Figures } from '../monitoring/changes.js';
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

/** Categories whose facts no figure is made of. */
const WITHOUT_FIGURES: ReadonlySet<Category | undefined> = new Set(['month', 'stakeholder', 'thematicGroup']);

export class RestatementWatch {
  private readonly watched: {
    readonly watch: Watch;
    figures: Figures;
    readonly causes: Map<string, Cause[]>;
    first: Figures;
  }[] = [];
  private readonly seen = new Set<Category | undefined>();
  private byId: ReadonlyMap<string, AllianceEvent> | undefined;

  /** `events`: all of the alliance's; those that came before a watch begins are only looked at. */
  constructor(
    private readonly watches: readonly Watch[],
    private readonly events: readonly AllianceEvent[],
  ) {
    for (const { stream } of events.slice(0, this.from)) this.seen.add(parseStreamName(stream)?.category);
  }

  /** After how many events the first watch begins. */
  get from(): number {
    return Math.max(0, Math.min(this.events.length, ...this.watches.map(({ events }) => events)) - 1);
  }

  /** To be told of every step after the first `from` events, with the alliance as known after it. */
  readonly onStep = (step: readonly AllianceEvent[], view: AllianceView | undefined): void => {
    const known = step.at(-1)?.number ?? 0;
    const [first] = step as [AllianceEvent];
    const category = parseStreamName(first.stream)?.category;
    if (view && !WITHOUT_FIGURES.has(category)) {
      for (const entry of this.watched) {
        const day = view.calendar.monthEnd(entry.watch.month);
        if (this.canChange(step, category, day)) this.compare(entry, step, figuresOf(view, day));
      }
    }
    this.seen.add(category);
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

  /** Facts after a day change nothing on it, but the first of their kind: from then on there is something known. */
  private canChange(step: readonly AllianceEvent[], category: Category | undefined, day: Day): boolean {
    if (category === 'alliance' || !this.seen.has(category)) return true;
    return step.some((event) => (this.dayOf(event) ?? -Infinity) <= day);
  }

  /** The effective day of an event, of a retraction that of the event taken back. */
  private dayOf(event: AllianceEvent): Day | undefined {
    if (event.type === 'EvidenceAdded') return Infinity;
    if (eventDefinition(event.type)?.effectiveField !== undefined) return effectiveDayOf(event);
    const { eventId } = event.data as { eventId: string };
    this.byId ??= new Map(this.events.map((each) => [keyOf(each.stream, each.eventId), each]));
    const target = this.byId.get(keyOf(event.stream, eventId));
    return target && effectiveDayOf(target);
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

const keyOf = (stream: string, eventId: string): string => `${stream} ${eventId}`;
