// What a kind of list is: which fields a row has, by what headers people call them, and which events a row makes. The
// rules of the events themselves stand in the domain.
import type { Category } from '../../../domain/categories.js';
import type { FieldType, Value } from '../cell-values.js';

export interface FieldDefinition {
  readonly type: FieldType;
  readonly required?: true;
  /** Headers that mean this field, besides its own name: first what the dashboard calls it, in English and in Spanish. */
  readonly headers: readonly string[];
  /** For the template: what it is. */
  readonly what: string;
  readonly example: string;
}

/** The fields of a row that hold something, and those that were understood. */
export type Values = Readonly<Record<string, Value | undefined>>;

export interface RowEvent {
  readonly category: Category;
  /** The ids in the stream's name. */
  readonly ids: readonly string[];
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Something that a row lacks so that events could be made of it. */
export interface RowFault {
  readonly field: string;
  readonly code: 'missing' | 'value-invalid' | 'not-one-of';
  readonly detail: string;
}

/** Things whose id is made of their title where a row gives none: the event that says it, and what the id is made of. */
export const TITLED = {
  recommendation: { type: 'RecommendationPublished', nameOf: ({ title }: Naming): string => String(title) },
  activity: {
    type: 'ActivityPlanned',
    nameOf: ({ title, workPackage }: Naming): string => `wp${String(workPackage)} ${String(title)}`,
  },
  thematicGroup: { type: 'ThematicGroupFormed', nameOf: ({ title }: Naming): string => String(title) },
} as const;

export type Titled = keyof typeof TITLED;

/** What of an event's data, or of a row, its id is made of. */
export interface Naming {
  readonly title?: unknown;
  readonly workPackage?: unknown;
}

export interface RowContext {
  readonly allianceId: string;
  readonly allianceName: string;
  /** The id of an organisation, by its name: what a person said, or made of the name. */
  readonly organisation: (name: string) => string;
  /** The id of a thing that is made of its title. */
  readonly titled: (category: Titled, row: Naming) => string;
  /** Whether the row itself fills a field, and not only a value for all rows does: what a row says must not get lost. */
  readonly fills: (field: string) => boolean;
}

export interface KindDefinition {
  readonly title: string;
  readonly fields: Readonly<Record<string, FieldDefinition>>;
  /** Fields that name organisations. */
  readonly organisations?: readonly string[];
  readonly events: (row: Values, context: RowContext) => readonly RowEvent[] | RowFault;
}

/** A name of which no id can be made. */
export class NoIdError extends Error {
  constructor(
    readonly field: string,
    name: string,
  ) {
    super(
      `No id can be made of "${name.slice(0, 80)}": it has no letter from a to z and no digit. Give the id in a column of its own.`,
    );
  }
}
