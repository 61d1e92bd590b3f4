// Memoranda of understanding: proposed, signed, ended.
import { country, date, evidence, evidenceOf, given, id, idOr, missing, required, text } from './fields.js';
import { plainWord } from '../words.js';
import type { KindDefinition } from './kind.js';

export const mous: KindDefinition = {
  title: 'Memoranda of understanding: proposed, signed, ended',
  organisations: ['partner'],
  fields: {
    partner: required(
      text(
        'The organisation that signs with the Alliance.',
        'Festo',
        'Parties',
        'Partes',
        'partner',
        'organisation',
        'organization',
        'other party',
        'party',
        'signatory',
        'parte',
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
      'What it is about',
      'De qué trata',
      'title',
      'subject',
      'mou',
      'memorandum',
      'título',
      'objeto',
      'asunto',
    ),
    mouId: id('Its id; made of the partner where it is left empty.', '', 'Id', 'Identificador', 'mou id'),
    partnerCountry: { ...country, headers: ['Partner country', 'País del socio', ...country.headers] },
    topics: {
      type: 'list',
      headers: ['Topics', 'Temas', 'topic', 'fields', 'tema', 'ámbitos'],
      what: 'Fields of cooperation, separated by semicolons.',
      example: 'Learning factories; Robotics',
    },
    confidential: {
      type: 'yesNo',
      headers: ['Its existence is confidential', 'Su existencia es confidencial', 'confidential', 'confidencial'],
      what: 'Whether its existence is confidential: yes or no (yes where it is left empty).',
      example: 'no',
    },
    proposedOn: date(
      'Day of the proposal; the first signature where it is left empty.',
      '2023-05-02',
      'Proposed on',
      'Fecha de la propuesta',
      'proposed',
      'date of proposal',
      'fecha de propuesta',
      'propuesto',
    ),
    signedOn: date(
      'Day on which both had signed.',
      '2023-06-15',
      'Signed on',
      'Fecha de la firma',
      'in force since',
      'en vigor desde',
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
      'Signed by alliance',
      'Firma de la alianza',
      'alliance signed on',
    ),
    partnerSignedOn: date(
      'Day on which the partner signed, where it is another.',
      '',
      'Signed by partner',
      'Firma del socio',
      'partner signed on',
    ),
    terminatedOn: date(
      'Day on which it was terminated, where it was.',
      '',
      'Not in force from',
      'Sin vigencia desde',
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
    const wrong = partnerFault(partner, [allianceId, allianceName]);
    if (wrong !== undefined) return { field: 'partner', code: 'value-invalid', detail: wrong };
    const partyId = organisation(partner);
    const mouId = idOr(row['mouId'], () => partyId);
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

/** One organisation that isn't the Alliance: a list of parties would be recorded as one that nobody knows. */
function partnerFault(partner: string, alliance: readonly string[]): string | undefined {
  if (/[;|\n]/.test(partner))
    return 'A row is of one MoU with one partner: name it alone, without the Alliance. One of several parties is recorded by itself.';
  const isAlliance = alliance.some((name) => plainWord(name) === plainWord(partner));
  return isAlliance ? 'This is the Alliance itself: name the organisation that signs with it.' : undefined;
}
