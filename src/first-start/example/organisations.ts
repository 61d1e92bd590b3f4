// Invented organisations: places that are on no map, and what stands there.
import type { MemberJoined } from '../../domain/member/member.events.js';
import { slug } from '../slug.js';
import type { Random } from './random.js';

export type AgentType = MemberJoined['agentType'];

export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly agentType: AgentType;
}

/** Places by country, with how often a country comes up. */
const PLACES: readonly (readonly [{ readonly country: string; readonly places: readonly string[] }, number])[] = [
  [{ country: 'ES', places: ['Valdoria', 'Montecierzo', 'Ibarzuri', 'Puertalba', 'Castrelmar', 'Elizarreta'] }, 22],
  [
    { country: 'FR', places: ['Montclaireau', 'Vireaux-sur-Lène', 'Saint-Obrin', 'Roquevine', 'Pontrieux-le-Neuf'] },
    20,
  ],
  [{ country: 'DE', places: ['Lindenfurt', 'Altmooren', 'Krähenbrück', 'Steinwerden', 'Obertalheim an der Wied'] }, 16],
  [{ country: 'IT', places: ['Castelvento', 'Montalbero', 'Portorivo', 'San Fiordino', 'Valleneve'] }, 12],
  [{ country: 'TR', places: ['Karapınarlı', 'Yeşilköprü', 'Denizbağ', 'Taşlıova'] }, 9],
  [{ country: 'CA', places: ['Port Ellery', 'Maple Narrows', 'Lac-Verdier'] }, 7],
  [{ country: 'SI', places: ['Brezovec', 'Gornja Lesnica', 'Podhribe'] }, 7],
  [{ country: 'SE', places: ['Nordhamra', 'Björkvalla', 'Stensjöby'] }, 7],
  [{ country: 'NL', places: ['Waterhoven', 'Zuidmeer', 'Lekkerdam'] }, 8],
  [{ country: 'BE', places: ['Oudervelde', 'Montbrune'] }, 5],
  [{ country: 'PL', places: ['Zielonogród', 'Nowe Borki'] }, 5],
  [{ country: 'PT', places: ['Vila Serena do Mar', 'Ponteverde'] }, 5],
  [{ country: 'AT', places: ['Hohenbruck', 'Seewalden'] }, 4],
  [{ country: 'IE', places: ['Ballykerrin', 'Dunmorrow'] }, 3],
  [{ country: 'FI', places: ['Kuusisalmi', 'Hietaranta'] }, 3],
  [{ country: 'MT', places: ['Marsalbera'] }, 2],
];

/** What an organisation is called, `*` being its place. */
const KINDS: Readonly<Record<Exclude<AgentType, 'internationalOrganisation'>, readonly string[]>> = {
  education: [
    '* Vocational College',
    '* Polytechnic',
    'Technical School of *',
    '* Training Centre',
    '* University of Applied Sciences',
  ],
  research: ['* Technology Centre', '* Institute for Production Research', '* Materials Lab'],
  company: ['* Precision Works', '* Robotics', '* Tooling', '* Additive', '* Automation', '* Castings', '* Metrology'],
  policymaker: ['* Regional Education Office', '* Development Agency', 'City of *'],
  association: ['* Machine Builders’ Association', '* Chamber of Industry', '* Employers’ Association'],
  network: ['* Manufacturing Cluster', '* Skills Network', '* Innovation Hub'],
  other: ['* Trade Union Forum', '* Foundation for Craft'],
};

const INTERNATIONAL: readonly string[] = [
  'Transcontinental Skills Forum',
  'Meridian Council for Manufacturing Education',
  'World Circle of Learning Factories',
  'Pan-Oceanic Colleges League',
  'Global Bench of Toolmakers',
  'Open Standards Board for Micro-credentials',
];

const AGENT_TYPES: readonly (readonly [Exclude<AgentType, 'internationalOrganisation'>, number])[] = [
  ['education', 34],
  ['company', 30],
  ['research', 10],
  ['association', 9],
  ['network', 8],
  ['policymaker', 7],
  ['other', 2],
];

/** `count` different organisations, the internationals among them in random places. */
export function inventOrganisations(random: Random, count: number): Organisation[] {
  const known = new Map<string, Organisation>();
  for (const name of INTERNATIONAL) {
    known.set(name, { id: slug(name), name, country: 'INT', agentType: 'internationalOrganisation' });
  }
  while (known.size < count) {
    const agentType = random.weighted(AGENT_TYPES);
    const { country, places } = random.weighted(PLACES);
    const name = random.pick(KINDS[agentType]).replace('*', random.pick(places));
    known.set(name, known.get(name) ?? { id: slug(name), name, country, agentType });
  }
  return random.shuffle([...known.values()]);
}
