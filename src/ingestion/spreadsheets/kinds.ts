// The kinds of lists that can be imported: which fields a row has, by what headers people call them, and which events
// a row makes. The rules of the events themselves stand in the domain.
import { slug } from '../../first-start/slug.js';
import type { Category } from '../../domain/categories.js';
import type { FieldType, Value } from './cell-values.js';
import type { Kind } from './profile.js';
import { plainWord } from './words.js';

export interface FieldDefinition {
  readonly type: FieldType;
  readonly required?: true;
  /** Headers that mean this field, besides its own name; English and Spanish. */
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

export interface RowContext {
  readonly allianceId: string;
  readonly allianceName: string;
  /** The id of an organisation, by its name: what a person said, or made of the name. */
  readonly organisation: (name: string) => string;
}

export interface KindDefinition {
  readonly title: string;
  readonly fields: Readonly<Record<string, FieldDefinition>>;
  /** Fields that name organisations. */
  readonly organisations?: readonly string[];
  readonly events: (row: Values, context: RowContext) => readonly RowEvent[] | RowFault;
}

const text = (what: string, example: string, ...headers: string[]): FieldDefinition => ({
  type: 'text',
  headers,
  what,
  example,
});
const id = (what: string, example: string, ...headers: string[]): FieldDefinition => ({
  type: 'id',
  headers,
  what,
  example,
});
const date = (what: string, example: string, ...headers: string[]): FieldDefinition => ({
  type: 'date',
  headers,
  what,
  example,
});
const required = (field: FieldDefinition): FieldDefinition => ({ ...field, required: true });

const evidence = {
  evidenceTitle: text(
    'What document proves it.',
    '',
    'evidence',
    'evidencia',
    'document',
    'documento',
    'means of verification',
  ),
  evidenceUrl: text(
    'Where that document lies.',
    '',
    'evidence url',
    'evidence link',
    'enlace de evidencia',
    'document url',
  ),
};
const evidenceOf = ({ evidenceTitle, evidenceUrl }: Values): object =>
  evidenceTitle === undefined && evidenceUrl === undefined
    ? {}
    : { evidence: [given({ title: evidenceTitle ?? evidenceUrl, url: evidenceUrl })] };

const agentType: FieldDefinition = {
  type: 'agentType',
  headers: [
    'agent type',
    'type',
    'type of agent',
    'type of organisation',
    'kind',
    'tipo',
    'tipo de agente',
    'tipo de entidad',
    'tipo de organización',
  ],
  what: 'education, research, company, policymaker, association, network, internationalOrganisation or other; or a usual word for it.',
  example: 'company',
};
const country: FieldDefinition = {
  type: 'country',
  headers: ['country', 'country code', 'país', 'pais', 'estado'],
  what: 'Its name in English or Spanish, its ISO code, or INT.',
  example: 'DE',
};
const organisationName = text(
  'Its name.',
  'Festo',
  'name',
  'organisation',
  'organization',
  'organisation name',
  'member',
  'entity',
  'institution',
  'nombre',
  'organización',
  'entidad',
  'institución',
  'miembro',
  'denominación',
);
const category: FieldDefinition = {
  type: 'category',
  headers: ['category', 'member category', 'categoría', 'categoria', 'membership', 'categoría de miembro'],
  what: 'projectPartner, associatePartner, affiliate or additionalStakeholder; or a usual word for it.',
  example: 'associatePartner',
};
const joinedOn = date(
  'Day of joining.',
  '2023-11-14',
  'joined on',
  'joined',
  'date of joining',
  'joining date',
  'member since',
  'date joined',
  'fecha de adhesión',
  'fecha de alta',
  'alta',
  'miembro desde',
  'fecha de incorporación',
);

function given<T extends object>(data: T): Partial<T> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as Partial<T>;
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

const missing = (field: string, detail: string): RowFault => ({ field, code: 'missing', detail });
/** The id that was given, or one made of what names the thing. */
function idFrom(own: Value | undefined, name: Value | undefined): string {
  if (own !== undefined) return String(own);
  if (!/[a-z0-9]/i.test(String(name).normalize('NFD'))) throw new NoIdError('title', String(name));
  return slug(String(name));
}

const members: KindDefinition = {
  title: 'Members: who joined, and who left',
  organisations: ['name'],
  fields: {
    name: required(organisationName),
    memberId: id(
      'Its id; made of the name where it is left empty.',
      '',
      'member id',
      'id',
      'organisation id',
      'identificador',
    ),
    category: required(category),
    agentType: required(agentType),
    country: required(country),
    joinedOn: required(joinedOn),
    leftOn: date(
      'Day of leaving, where it has left.',
      '',
      'left on',
      'left',
      'date of leaving',
      'leaving date',
      'fecha de baja',
      'baja',
    ),
    leavingReason: text('Why it left.', '', 'reason', 'reason for leaving', 'motivo', 'motivo de baja'),
    ...evidence,
  },
  events(row, { organisation }) {
    const memberId = row['memberId'] === undefined ? organisation(String(row['name'])) : idFrom(row['memberId'], '');
    const ids = [memberId];
    const { name, category, agentType, country, joinedOn, leftOn, leavingReason } = row;
    const joined = { memberId, ...given({ name, category, agentType, country, joinedOn }), ...evidenceOf(row) };
    return [
      { category: 'member', ids, type: 'MemberJoined', data: joined },
      ...(leftOn === undefined
        ? []
        : [{ category: 'member' as const, ids, type: 'MemberLeft', data: given({ leftOn, reason: leavingReason }) }]),
    ];
  },
};

const mous: KindDefinition = {
  title: 'Memoranda of understanding: proposed, signed, ended',
  organisations: ['partner'],
  fields: {
    partner: required(
      text(
        'The organisation that signs with the Alliance.',
        'Festo',
        'partner',
        'organisation',
        'organization',
        'other party',
        'party',
        'signatory',
        'socio',
        'organización',
        'entidad',
        'firmante',
        'contraparte',
      ),
    ),
    title: text(
      'What it is about.',
      'Cooperation in learning factories',
      'title',
      'subject',
      'mou',
      'memorandum',
      'título',
      'titulo',
      'objeto',
      'asunto',
    ),
    mouId: id('Its id; made of the partner where it is left empty.', '', 'mou id', 'id', 'identificador'),
    partnerCountry: { ...country, headers: ['partner country', ...country.headers] },
    topics: {
      type: 'list',
      headers: ['topics', 'topic', 'fields', 'temas', 'tema', 'ámbitos'],
      what: 'Fields of cooperation, separated by semicolons.',
      example: 'Learning factories; Robotics',
    },
    confidential: {
      type: 'yesNo',
      headers: ['confidential', 'confidencial'],
      what: 'Whether its existence is confidential: yes or no (yes where it is left empty).',
      example: 'no',
    },
    proposedOn: date(
      'Day of the proposal; the first signature where it is left empty.',
      '2023-05-02',
      'proposed on',
      'proposed',
      'date of proposal',
      'fecha de propuesta',
      'propuesto',
    ),
    signedOn: date(
      'Day on which both had signed.',
      '2023-06-15',
      'signed on',
      'signed',
      'date of signature',
      'signature date',
      'date signed',
      'fecha de firma',
      'firmado',
    ),
    allianceSignedOn: date(
      'Day on which the Alliance signed, where it is another.',
      '',
      'signed by alliance',
      'alliance signed on',
      'firma de la alianza',
    ),
    partnerSignedOn: date(
      'Day on which the partner signed, where it is another.',
      '',
      'signed by partner',
      'partner signed on',
      'firma del socio',
    ),
    terminatedOn: date(
      'Day on which it was terminated, where it was.',
      '',
      'terminated on',
      'terminated',
      'fecha de rescisión',
      'rescindido',
    ),
    ...evidence,
  },
  events(row, { allianceId, allianceName, organisation }) {
    const { title, topics, confidential, partnerCountry, terminatedOn } = row;
    const partner = String(row['partner']);
    const partyId = organisation(partner);
    const mouId = row['mouId'] === undefined ? partyId : idFrom(row['mouId'], '');
    const ids = [mouId];
    const signatures = [
      { by: allianceId, on: row['allianceSignedOn'] ?? row['signedOn'] },
      { by: partyId, on: row['partnerSignedOn'] ?? row['signedOn'] },
    ].filter(({ on }) => on !== undefined);
    const proposedOn = row['proposedOn'] ?? signatures.map(({ on }) => String(on)).sort()[0];
    if (proposedOn === undefined)
      return missing('proposedOn', 'The row says neither when it was proposed nor when it was signed.');
    const parties = [
      { partyId: allianceId, name: allianceName },
      given({ partyId, name: partner, country: partnerCountry }),
    ];
    const proposed = {
      mouId,
      title: title ?? `MoU with ${partner}`,
      parties,
      ...given({ topics, confidential }),
      proposedOn,
    };
    return [
      {
        category: 'mou',
        ids,
        type: 'MouProposed',
        data: { ...proposed, ...(signatures.length === 0 ? evidenceOf(row) : {}) },
      },
      ...signatures.map(({ by, on }) => ({
        category: 'mou' as const,
        ids,
        type: 'MouSigned',
        data: { partyId: by, signedOn: on, ...evidenceOf(row) },
      })),
      ...(terminatedOn === undefined
        ? []
        : [{ category: 'mou' as const, ids, type: 'MouTerminated', data: { byPartyId: partyId, terminatedOn } }]),
    ];
  },
};

const recommendations: KindDefinition = {
  title: 'Recommendation documents for stakeholders',
  fields: {
    title: required(
      text(
        'Its title.',
        'Micro-credentials in advanced manufacturing',
        'title',
        'name',
        'document',
        'recommendation',
        'título',
        'titulo',
        'nombre',
        'documento',
        'recomendación',
      ),
    ),
    recommendationId: id(
      'Its id; made of the title where it is left empty.',
      '',
      'recommendation id',
      'id',
      'identificador',
    ),
    audience: {
      type: 'list',
      required: true,
      headers: [
        'audience',
        'stakeholders',
        'addressees',
        'target group',
        'destinatarios',
        'audiencia',
        'público',
        'dirigido a',
      ],
      what: 'Whom it addresses, separated by semicolons.',
      example: 'Policymakers; Companies',
    },
    publishedOn: required(
      date(
        'Day of publication.',
        '2023-09-30',
        'published on',
        'published',
        'publication date',
        'date of publication',
        'date',
        'fecha de publicación',
        'publicado',
        'fecha',
      ),
    ),
    language: text('Its language.', 'en', 'language', 'idioma', 'lengua'),
    url: text('Where it lies.', 'https://example.org/recommendations/1', 'url', 'link', 'doi', 'enlace', 'dirección'),
    ...evidence,
  },
  events(row) {
    const recommendationId = idFrom(row['recommendationId'], row['title']);
    const { title, audience, publishedOn, language, url } = row;
    const data = { recommendationId, ...given({ title, audience, publishedOn, language, url }), ...evidenceOf(row) };
    return [{ category: 'recommendation', ids: [recommendationId], type: 'RecommendationPublished', data }];
  },
};

const stakeholders: KindDefinition = {
  title: 'Stakeholders: organisations that may join or sign',
  organisations: ['name'],
  fields: {
    name: required(organisationName),
    stakeholderId: id(
      'Its id; made of the name where it is left empty.',
      '',
      'stakeholder id',
      'id',
      'organisation id',
      'identificador',
    ),
    agentType,
    country,
    description: text(
      'What it does. No names or addresses of persons.',
      'A network of VET providers.',
      'description',
      'descripción',
      'descripcion',
    ),
    identifiedOn: required(
      date(
        'Day on which it was identified.',
        '2023-06-01',
        'identified on',
        'identified',
        'fecha de identificación',
        'identificado',
      ),
    ),
    contactedOn: date(
      'Day of a contact, where there was one.',
      '',
      'contacted on',
      'contacted',
      'date of contact',
      'fecha de contacto',
      'contactado',
    ),
    channel: text('How it was contacted.', '', 'channel', 'canal', 'medio'),
    outcome: text('What came of it. No names or addresses of persons.', '', 'outcome', 'result', 'resultado'),
  },
  events(row, { organisation }) {
    const stakeholderId =
      row['stakeholderId'] === undefined ? organisation(String(row['name'])) : idFrom(row['stakeholderId'], '');
    const ids = [stakeholderId];
    const { name, agentType, country, description, identifiedOn, contactedOn, channel, outcome } = row;
    const identified = { stakeholderId, ...given({ name, agentType, country, description, identifiedOn }) };
    if (contactedOn !== undefined && channel === undefined)
      return missing('channel', 'The row says when it was contacted, but not how.');
    return [
      { category: 'stakeholder', ids, type: 'StakeholderIdentified', data: identified },
      ...(contactedOn === undefined
        ? []
        : [
            {
              category: 'stakeholder' as const,
              ids,
              type: 'StakeholderContacted',
              data: given({ channel, contactedOn, outcome }),
            },
          ]),
    ];
  },
};

const activities: KindDefinition = {
  title: 'Activities of the work packages',
  fields: {
    title: required(
      text(
        'What is done.',
        'Annual plan of the Alliance',
        'title',
        'activity',
        'name',
        'task',
        'título',
        'titulo',
        'actividad',
        'nombre',
        'tarea',
      ),
    ),
    activityId: id(
      'Its id; made of work package and title where it is left empty.',
      '',
      'activity id',
      'id',
      'identificador',
    ),
    workPackage: {
      type: 'workPackage',
      required: true,
      headers: ['work package', 'wp', 'paquete de trabajo', 'pt'],
      what: 'Its number, or WP and its number.',
      example: 'WP2',
    },
    start: {
      type: 'month',
      headers: ['start', 'start month', 'begins', 'from', 'inicio', 'mes de inicio', 'comienzo', 'desde'],
      what: 'First month: M24 or 2024-03.',
      example: 'M18',
    },
    end: {
      type: 'month',
      headers: ['end', 'end month', 'due', 'until', 'fin', 'mes de fin', 'final', 'hasta'],
      what: 'Last month: M24 or 2024-03.',
      example: '2024-12',
    },
    responsible: text(
      'The organisation in charge.',
      'EARLALL',
      'responsible',
      'lead',
      'leader',
      'in charge',
      'responsable',
      'líder',
    ),
    plannedOn: required(
      date('Day of the plan.', '2023-06-01', 'planned on', 'planned', 'plan date', 'fecha del plan', 'planificado'),
    ),
    completedOn: date(
      'Day of completion, where it is completed.',
      '',
      'completed on',
      'completed',
      'done on',
      'fecha de finalización',
      'completado',
      'terminado',
    ),
    cancelledOn: date(
      'Day on which it was cancelled, where it was.',
      '',
      'cancelled on',
      'cancelled',
      'canceled on',
      'fecha de cancelación',
      'cancelado',
    ),
    cancellationReason: text('Why it was cancelled.', '', 'reason', 'motivo', 'razón'),
  },
  events(row) {
    const { title, workPackage, start, end, responsible, plannedOn, completedOn, cancelledOn } = row;
    const activityId = idFrom(row['activityId'], `wp${String(workPackage)} ${String(title)}`);
    const ids = [activityId];
    const planned = { activityId, ...given({ workPackage, title, start, end, responsible, plannedOn }) };
    const reason = row['cancellationReason'];
    return [
      { category: 'activity', ids, type: 'ActivityPlanned', data: planned },
      ...(completedOn === undefined
        ? []
        : [{ category: 'activity' as const, ids, type: 'ActivityCompleted', data: { completedOn } }]),
      ...(cancelledOn === undefined
        ? []
        : [{ category: 'activity' as const, ids, type: 'ActivityCancelled', data: given({ cancelledOn, reason }) }]),
    ];
  },
};

const thematicGroups: KindDefinition = {
  title: 'Thematic groups',
  fields: {
    title: required(
      text(
        'Its name.',
        'Smart maintenance',
        'title',
        'name',
        'group',
        'thematic group',
        'título',
        'titulo',
        'nombre',
        'grupo',
        'grupo temático',
      ),
    ),
    groupId: id('Its id; made of the name where it is left empty.', '', 'group id', 'id', 'identificador'),
    topics: {
      type: 'list',
      headers: ['topics', 'topic', 'temas', 'tema'],
      what: 'What it works on, separated by semicolons. Several rows of one group add up.',
      example: 'Internet of things; Sensors',
    },
    formedOn: required(
      date(
        'Day on which it was formed.',
        '2024-11-30',
        'formed on',
        'formed',
        'date of formation',
        'fecha de creación',
        'formado',
        'fecha de constitución',
      ),
    ),
  },
  events(row) {
    const { title, topics, formedOn } = row;
    const groupId = idFrom(row['groupId'], title);
    return [
      {
        category: 'thematicGroup',
        ids: [groupId],
        type: 'ThematicGroupFormed',
        data: { groupId, ...given({ title, topics, formedOn }) },
      },
    ];
  },
};

const measurements: KindDefinition = {
  title: 'Values measured elsewhere, for indicators whose measure is "reported"',
  fields: {
    indicatorId: {
      type: 'frameworkId',
      required: true,
      headers: ['indicator', 'indicator id', 'kpi', 'indicador'],
      what: 'The indicator.',
      example: 'I7',
    },
    value: {
      type: 'numberOrYesNo',
      required: true,
      headers: ['value', 'valor', 'measured value', 'resultado'],
      what: 'The value: a number, or yes or no.',
      example: '17.5',
    },
    measuredOn: required(
      date(
        'Day of the measurement.',
        '2024-06-14',
        'measured on',
        'measured',
        'date',
        'date of measurement',
        'fecha',
        'fecha de medición',
        'medido',
      ),
    ),
    note: text('How it was measured.', '', 'note', 'comment', 'nota', 'comentario', 'observaciones'),
    ...evidence,
  },
  events(row) {
    const indicatorId = String(row['indicatorId']);
    const { value, measuredOn, note } = row;
    const data = { indicatorId, ...given({ value, measuredOn, note }), ...evidenceOf(row) };
    return [{ category: 'measurement', ids: [indicatorId], type: 'ValueReported', data }];
  },
};

/** What a fact of before is called, and what kind of row it makes. */
const HISTORY_FACTS: Readonly<
  Record<string, 'member' | 'mou' | 'recommendation' | 'registration' | 'platform' | 'activity'>
> = {
  ...{ 'member joined': 'member', member: 'member', miembro: 'member', adhesion: 'member' },
  ...{ 'mou signed': 'mou', mou: 'mou', memorandum: 'mou', 'mou firmado': 'mou' },
  ...{
    'recommendation published': 'recommendation',
    recommendation: 'recommendation',
    recomendacion: 'recommendation',
  },
  ...{ 'official registration': 'registration', registration: 'registration', registro: 'registration' },
  ...{ 'platform released': 'platform', platform: 'platform', plataforma: 'platform' },
  ...{ 'activity completed': 'activity', activity: 'activity', actividad: 'activity' },
};

const history: KindDefinition = {
  title: 'Facts from before recording began, of all kinds in one list',
  organisations: ['name'],
  fields: {
    fact: required(
      text(
        'What happened: member joined, MoU signed, recommendation published, official registration, platform released or activity completed.',
        'member joined',
        'fact',
        'what',
        'what happened',
        'hecho',
        'qué',
        'suceso',
      ),
    ),
    name: required(
      text(
        'Of what or whom: the organisation, the title of the document or activity, the official journal, the version of the platform.',
        'Festo',
        'name',
        'of what',
        'title',
        'nombre',
        'título',
        'organización',
      ),
    ),
    date: required(date('Day on which it happened.', '2023-03-01', 'date', 'on', 'day', 'fecha', 'día')),
    category,
    agentType,
    country,
    audience: {
      type: 'list',
      headers: ['audience', 'destinatarios', 'audiencia'],
      what: 'Of a recommendation: whom it addresses, separated by semicolons.',
      example: '',
    },
    workPackage: {
      type: 'workPackage',
      headers: ['work package', 'wp', 'paquete de trabajo'],
      what: 'Of an activity: its work package.',
      example: '',
    },
    reference: text('Of the registration: where it stands in the journal.', '', 'reference', 'referencia'),
    url: text('Where the document or publication lies.', '', 'url', 'link', 'enlace'),
    ...evidence,
  },
  events(row, context) {
    const said = plainWord(String(row['fact']));
    const { name, date, url, reference } = row;
    const proof = evidenceOf(row);
    switch (Object.hasOwn(HISTORY_FACTS, said) ? HISTORY_FACTS[said] : undefined) {
      case 'member':
        return members.events({ ...row, joinedOn: date }, context);
      case 'mou':
        return mous.events({ ...row, partner: name, partnerCountry: row['country'], signedOn: date }, context);
      case 'recommendation':
        return row['audience'] === undefined
          ? missing('audience', 'A recommendation says whom it addresses.')
          : recommendations.events({ ...row, title: name, publishedOn: date }, context);
      case 'registration':
        return [
          {
            category: 'alliance',
            ids: [],
            type: 'OfficialRegistrationPublished',
            data: { ...given({ journal: name, reference, publishedOn: date, url }), ...proof },
          },
        ];
      case 'platform':
        return [
          {
            category: 'platform',
            ids: [],
            type: 'PlatformReleased',
            data: { ...given({ version: name, releasedOn: date, url }), ...proof },
          },
        ];
      case 'activity':
        return row['workPackage'] === undefined
          ? missing('workPackage', 'An activity says its work package.')
          : activities.events({ ...row, title: name, plannedOn: date, completedOn: date }, context);
      default:
        return {
          field: 'fact',
          code: 'not-one-of',
          detail: `"${String(row['fact']).slice(0, 80)}" is no fact that can be imported here.`,
        };
    }
  },
};

/** Answers to surveys have columns of their own for each survey: see survey-answers.ts. */
export const kindDefinitions: Readonly<Record<Exclude<Kind, 'answers'>, KindDefinition>> = {
  members,
  mous,
  recommendations,
  stakeholders,
  activities,
  thematicGroups,
  measurements,
  history,
};
