// Facts from before recording began, of all kinds in one list.
import { plainWord } from '../words.js';
import { activities } from './activities.kind.js';
import { agentType, category, country, date, evidence, evidenceOf, given, missing, required, text } from './fields.js';
import type { KindDefinition } from './kind.js';
import { members } from './members.kind.js';
import { mous } from './mous.kind.js';
import { recommendations } from './recommendations.kind.js';

/** What a fact of before is called, in plain words, and what kind of row it makes: first what the dashboard calls it. */
const HISTORY_FACTS: Readonly<Record<string, keyof typeof SAID_OF>> = {
  ...{ 'joined as a member': 'member', 'adhesion como miembro': 'member' },
  ...{ 'member joined': 'member', member: 'member', miembro: 'member', adhesion: 'member' },
  ...{ 'mou signed': 'mou', 'memorando firmado': 'mou' },
  ...{ mou: 'mou', memorandum: 'mou', memorando: 'mou', 'mou firmado': 'mou' },
  ...{ 'recommendation published': 'recommendation', 'recomendacion publicada': 'recommendation' },
  ...{ recommendation: 'recommendation', recomendacion: 'recommendation' },
  ...{ 'official registration published': 'registration', 'inscripcion oficial publicada': 'registration' },
  ...{ 'official registration': 'registration', 'inscripcion oficial': 'registration' },
  ...{ registration: 'registration', registro: 'registration', 'registro oficial': 'registration' },
  ...{ 'platform released': 'platform', 'plataforma publicada': 'platform' },
  ...{ platform: 'platform', plataforma: 'platform' },
  ...{ 'activity completed': 'activity', 'actividad completada': 'activity' },
  ...{ activity: 'activity', actividad: 'activity' },
};

/** Beside its name, date and proof, what a row says of a fact. */
const SAID_OF = {
  member: ['category', 'agentType', 'country'],
  mou: ['country'],
  recommendation: ['audience', 'url'],
  registration: ['reference', 'url'],
  platform: ['url'],
  activity: ['workPackage'],
} as const;
const SAID_OF_ANY = ['fact', 'name', 'date', 'evidenceTitle', 'evidenceUrl'];

export const history: KindDefinition = {
  title: 'Facts from before recording began, of all kinds in one list',
  organisations: ['name'],
  fields: {
    fact: required(
      text(
        'What happened: member joined, MoU signed, recommendation published, official registration, platform released or activity completed.',
        'member joined',
        'Fact',
        'Hecho',
        'what',
        'what happened',
        'qué',
        'suceso',
      ),
    ),
    name: required(
      text(
        'Of what or whom: the organisation, the title of the document or activity, the official journal, the version of the platform.',
        'Festo',
        'Name',
        'Nombre',
        'of what',
        'title',
        'título',
        'name of the organisation',
        'nombre de la organización',
        'organisation',
        'organización',
        'what is done',
        'qué se hace',
        'what it is about',
        'de qué trata',
        'official journal',
        'boletín oficial',
        'version',
        'versión',
      ),
    ),
    date: required(date('Day on which it happened.', '2023-03-01', 'Date', 'Fecha', 'on', 'day', 'día')),
    category,
    agentType,
    country,
    audience: {
      type: 'list',
      headers: ['For whom', 'Para quién', 'audience', 'destinatarios', 'audiencia'],
      what: 'Of a recommendation: whom it addresses, separated by semicolons.',
      example: '',
    },
    workPackage: {
      type: 'workPackage',
      headers: ['Work package', 'Paquete de trabajo', 'wp', 'pt'],
      what: 'Of an activity: its work package.',
      example: '',
    },
    reference: text(
      'Of the registration: where it stands in the journal.',
      '',
      'Where it stands in there',
      'Dónde figura en él',
      'reference',
      'referencia',
    ),
    url: text(
      'Where the document or publication lies.',
      '',
      'Address (https)',
      'Dirección (https)',
      'url',
      'link',
      'enlace',
    ),
    ...evidence,
  },
  events(row, context) {
    const said = plainWord(String(row['fact']));
    const { name, date, url, reference } = row;
    const proof = evidenceOf(row);
    const fact = Object.hasOwn(HISTORY_FACTS, said) ? HISTORY_FACTS[said] : undefined;
    const beside = fact && Object.keys(row).find((field) => !isSaidOf(fact, field) && context.fills(field));
    if (beside !== undefined)
      return {
        field: beside,
        code: 'value-invalid',
        detail:
          beside === 'url'
            ? `A fact "${said}" has no address; that of the document that proves it belongs under evidenceUrl.`
            : `A fact "${said}" has no ${beside}: leave it empty.`,
      };
    switch (fact) {
      case 'member':
        return members.events({ ...row, joinedOn: date }, context);
      case 'mou': {
        const signed = { ...row, partner: name, partnerCountry: row['country'], signedOn: date };
        const made = mous.events(signed, context);
        return 'field' in made ? { ...made, field: 'name' } : made;
      }
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

const isSaidOf = (fact: keyof typeof SAID_OF, field: string): boolean =>
  [...SAID_OF_ANY, ...SAID_OF[fact]].includes(field);
