// The annual plan's own words, and what they are called here. The plan's word is kept in each description.
import type { MemberJoined } from '../domain/member/member.events.js';

type AgentType = MemberJoined['agentType'];
type Country = MemberJoined['country'];

/**
 * Types as printed in §3.3.1 and Figure 3. Chambers are education here because §3.3 lists them among the "education
 * providing agents"; public bodies and development agencies are policymakers ("of local, regional, national …
 * levels"); clusters are networks, associations of companies associations.
 */
const AGENT_TYPES: Readonly<Record<string, AgentType>> = {
  'R&D centre': 'research',
  'Research centre': 'research',
  'Innovation centre': 'research',
  'VET/HVET centre': 'education',
  'VET provider': 'education',
  'Chamber of industry': 'education',
  'Chamber of Commerce': 'education',
  Company: 'company',
  'Large company': 'company',
  SME: 'company',
  'Association of companies': 'association',
  'VET association': 'association',
  'European network': 'network',
  'Innovation cluster': 'network',
  'SME cluster': 'network',
  'Regional education body': 'policymaker',
  'Development agency': 'policymaker',
  'VET qualification body': 'policymaker',
};

/** Countries as printed; "International" stands for those that belong to no one country. */
const COUNTRIES: Readonly<Record<string, Country>> = {
  Belgium: 'BE',
  Canada: 'CA',
  France: 'FR',
  Germany: 'DE',
  International: 'INT',
  Italy: 'IT',
  Malta: 'MT',
  Netherlands: 'NL',
  Slovenia: 'SI',
  Spain: 'ES',
  Sweden: 'SE',
  Turkey: 'TR',
  UK: 'GB',
};

/** The agent type of a type as printed. The four internationals of Figure 3 have none: §3.3 names their kind. */
export function agentTypeOf(typeAsPrinted: string, countryAsPrinted: string): AgentType {
  if (typeAsPrinted === '' && countryAsPrinted === 'International') return 'internationalOrganisation';
  return known(AGENT_TYPES, typeAsPrinted);
}

export function countryOf(countryAsPrinted: string): Country {
  return known(COUNTRIES, countryAsPrinted);
}

function known<Value>(table: Readonly<Record<string, Value>>, word: string): Value {
  const value = table[word];
  if (value === undefined) throw new Error(`The plan's word "${word}" is not in its vocabulary`);
  return value;
}
