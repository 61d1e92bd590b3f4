// What may be chosen for the fields whose values the contract lists, by name in the reader's language.
import { countryName } from '../figure-text.js';
import { text } from '../text.js';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** ISO 3166-1 alpha-2; `INT` stands for what belongs to no one country. */
const COUNTRIES = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
  'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
  'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT ' +
  'MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW ' +
  'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ ' +
  'UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
).split(' ');

let named: { readonly locale: string; readonly options: readonly Option[] } | undefined;

export function countryOptions(): readonly Option[] {
  if (named?.locale !== text.locale) {
    const options = COUNTRIES.map((value) => ({ value, label: countryName(value) }));
    options.sort((one, other) => one.label.localeCompare(other.label, text.locale));
    named = { locale: text.locale, options: [...options, { value: 'INT', label: text.international }] };
  }
  return named.options;
}

export const categoryOptions = (): Option[] => optionsOf(text.categories);
export const agentTypeOptions = (): Option[] => optionsOf(text.agentTypes);

const optionsOf = (labels: Readonly<Record<string, string>>): Option[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));
