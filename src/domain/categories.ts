// Streams: what their names say, and how they are named. Contract section 2.

export const CATEGORIES = [
  'alliance',
  'framework',
  'member',
  'mou',
  'recommendation',
  'survey',
  'answer',
  'platform',
  'activity',
  'stakeholder',
  'thematicGroup',
  'measurement',
  'month',
] as const;

export type Category = (typeof CATEGORIES)[number];

export interface StreamName {
  readonly category: Category;
  readonly allianceId: string;
  /** The thing's id; absent where an alliance has one stream of the category. */
  readonly id?: string;
  /** The response's id, in a stream of an answer. */
  readonly responseId?: string;
}

export const ID_PATTERN = /^[a-z0-9-]{1,64}$/;
/** Ids inside a framework. They become keys of JSON, which these two may not be. */
export const FRAMEWORK_ID_PATTERN = /^(?!(?:constructor|prototype)$)[A-Za-z0-9.-]{1,64}$/;

/** How many ids follow the alliance's in the streams of a category, and what they look like. */
const SHAPES: Readonly<Record<Category, RegExp>> = {
  alliance: /^$/,
  framework: /^$/,
  platform: /^$/,
  member: /^([a-z0-9-]{1,64})$/,
  mou: /^([a-z0-9-]{1,64})$/,
  recommendation: /^([a-z0-9-]{1,64})$/,
  survey: /^([a-z0-9-]{1,64})$/,
  activity: /^([a-z0-9-]{1,64})$/,
  stakeholder: /^([a-z0-9-]{1,64})$/,
  thematicGroup: /^([a-z0-9-]{1,64})$/,
  answer: /^([a-z0-9-]{1,64})\.([a-z0-9-]{1,64})$/,
  measurement: /^([A-Za-z0-9.-]{1,64})$/,
  month: /^(m[1-9]\d{0,3})$/,
};

/** What a stream's name says, or undefined where no stream can have it. */
export function parseStreamName(name: string): StreamName | undefined {
  const dash = name.indexOf('-');
  const dot = name.indexOf('.', dash);
  const category = name.slice(0, Math.max(dash, 0)) as Category;
  const shape = Object.hasOwn(SHAPES, category) ? SHAPES[category] : undefined;
  const allianceId = name.slice(dash + 1, dot === -1 ? undefined : dot);
  if (!shape || !ID_PATTERN.test(allianceId)) return undefined;
  const ids = shape.exec(dot === -1 ? '' : name.slice(dot + 1));
  // "alliance-lcamp." has an empty rest, as "alliance-lcamp" has: only the latter is a name.
  if (!ids || (dot !== -1 && ids[1] === undefined)) return undefined;
  const [, id, responseId] = ids;
  // Asked for each event of a log: plain objects, since spreading optional fields takes longer than all before.
  if (id === undefined) return { category, allianceId };
  return responseId === undefined ? { category, allianceId, id } : { category, allianceId, id, responseId };
}

/** The name of a stream. The ids must be valid: what comes from outside is checked by `parseStreamName`. */
export function streamName(category: Category, allianceId: string, ...ids: readonly string[]): string {
  return [`${category}-${allianceId}`, ...ids].join('.');
}

export const allianceStream = (allianceId: string): string => streamName('alliance', allianceId);
export const frameworkStream = (allianceId: string): string => streamName('framework', allianceId);
