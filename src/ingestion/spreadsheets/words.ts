// The words that people write into spreadsheets, in English and Spanish, and what they are called here. The words of
// LCAMP's annual plan are among them.
import { COUNTRIES } from '../../domain/countries.js';

/**
 * The meaning of a word in a person's own table: of the very text, else of one that is the same but for case, accents
 * and punctuation, unless there are several, or it is nothing else ("--", "++").
 */
export function ownMeaning<T>(words: Readonly<Record<string, T>>, text: string): T | undefined {
  let table = tables.get(words) as WordTable<T> | undefined;
  if (!table) tables.set(words, (table = tableOf(words)));
  const exact = text.normalize('NFC').trim();
  if (table.exact.has(exact)) return table.exact.get(exact);
  const plain = plainWord(text);
  const [meaning, another] = plain === '' ? [] : (table.alike.get(plain) ?? []);
  return another === undefined ? meaning : undefined;
}

/** A person's own words, looked through once for all rows of a file. */
interface WordTable<T> {
  readonly exact: ReadonlyMap<string, T>;
  /** By the plain word, what those mean that are the same but for how they are written. */
  readonly alike: ReadonlyMap<string, ReadonlySet<T>>;
}
const tables = new WeakMap<object, WordTable<unknown>>();

function tableOf<T>(words: Readonly<Record<string, T>>): WordTable<T> {
  const exact = new Map<string, T>();
  const alike = new Map<string, Set<T>>();
  for (const [word, meaning] of Object.entries(words)) {
    const text = word.normalize('NFC').trim();
    if (!exact.has(text)) exact.set(text, meaning);
    const plain = plainWord(word);
    alike.set(plain, (alike.get(plain) ?? new Set()).add(meaning));
  }
  return { exact, alike };
}

/** Words are the same whatever their case, accents and punctuation, and with or without what nobody sees: soft hyphens. */
export function plainWord(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

type Words = Readonly<Record<string, string>>;

function dictionary(words: Readonly<Record<string, readonly string[]>>): Words {
  return Object.fromEntries(
    Object.entries(words).flatMap(([value, synonyms]) => [value, ...synonyms].map((word) => [plainWord(word), value])),
  );
}

const categories = dictionary({
  projectPartner: ['project partner', 'partner', 'full partner', 'socio', 'socio del proyecto', 'socia del proyecto'],
  associatePartner: ['associate partner', 'associate', 'associated partner', 'socio asociado', 'entidad asociada'],
  affiliate: ['affiliate', 'affiliated entity', 'affiliated', 'entidad afiliada', 'afiliado', 'afiliada'],
  additionalStakeholder: [
    ...['additional stakeholder', 'stakeholder', 'other stakeholder', 'new member'],
    ...['parte interesada', 'parte interesada adicional', 'otra parte interesada'],
  ],
});

/** As the plan groups them: chambers are education providing agents (§3.3), public bodies policymakers. */
const agentTypes = dictionary({
  education: [
    ...['vet centre', 'hvet centre', 'vet hvet centre', 'vet provider', 'education provider', 'university', 'school'],
    ...['college', 'chamber of commerce', 'chamber of industry', 'centro de fp', 'centro de formación profesional'],
    ...['centro educativo', 'educación', 'universidad', 'cámara de comercio', 'university of applied sciences'],
  ],
  research: [
    ...['r d centre', 'research centre', 'research center', 'innovation centre', 'innovation center', 'r&d'],
    ...['technology centre', 'centro de investigación', 'centro tecnológico', 'investigación', 'i+d'],
  ],
  company: ['large company', 'sme', 'enterprise', 'business', 'empresa', 'gran empresa', 'pyme', 'compañía'],
  policymaker: [
    ...['policy maker', 'policymakers', 'regional education body', 'development agency', 'vet qualification body'],
    ...[
      'public authority',
      'public body',
      'administración',
      'administración pública',
      'responsable político',
      'agencia de desarrollo',
    ],
  ],
  association: [
    ...['association of companies', 'vet association', 'employers association', 'business association'],
    ...['asociación', 'asociación de empresas', 'patronal'],
  ],
  network: ['european network', 'innovation cluster', 'sme cluster', 'cluster', 'red', 'red europea', 'clúster'],
  internationalOrganisation: [
    ...['international organisation', 'international organization', 'international network'],
    ...['international network type column not printed', 'organización internacional'],
  ],
  other: ['otro', 'otra', 'others', 'otros'],
});

const YES_AND_NO: Readonly<Record<string, boolean>> = {
  ...{ yes: true, true: true, si: true, verdadero: true },
  ...{ no: false, false: false, falso: false },
};

/** Names that a list of countries in one language doesn't have. */
const OTHER_COUNTRY_NAMES = dictionary({
  TR: ['Turkey', 'Turkiye', 'Türkiye', 'Turquía'],
  GB: ['UK', 'Great Britain', 'England', 'Scotland', 'Wales', 'Inglaterra', 'Gran Bretaña'],
  NL: ['The Netherlands', 'Netherlands', 'Holland', 'Holanda'],
  US: ['USA', 'United States of America', 'EE UU', 'EEUU'],
  CZ: ['Czech Republic', 'República Checa'],
  GR: ['EL', 'Hellas'],
  INT: ['International', 'Internacional', 'European', 'Europe', 'EU', 'Europa', 'UE'],
});

const countries: Words = Object.fromEntries(
  ['en', 'es'].flatMap((language) => {
    const names = new Intl.DisplayNames([language], { type: 'region' });
    return COUNTRIES.filter((code) => code !== 'INT').map((code) => [plainWord(names.of(code) ?? code), code]);
  }),
);

const DICTIONARIES = {
  category: categories,
  agentType: agentTypes,
  country: {
    ...countries,
    ...OTHER_COUNTRY_NAMES,
    ...Object.fromEntries(COUNTRIES.map((code) => [code.toLowerCase(), code])),
  },
} as const satisfies Record<string, Words>;

export type Dictionary = keyof typeof DICTIONARIES;

/** What a word is called here, or undefined for a word that nobody has explained. */
export function meaningOf(dictionary: Dictionary, word: string): string | undefined {
  const words: Words = DICTIONARIES[dictionary];
  const plain = plainWord(word);
  return Object.hasOwn(words, plain) ? words[plain] : undefined;
}

export function yesOrNo(word: string): boolean | undefined {
  const plain = plainWord(word);
  return Object.hasOwn(YES_AND_NO, plain) ? YES_AND_NO[plain] : undefined;
}
