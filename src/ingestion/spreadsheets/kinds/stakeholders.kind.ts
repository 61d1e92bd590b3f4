// Stakeholders, and contacts with them.
import { agentType, country, date, given, id, idOr, missing, organisationName, required, text } from './fields.js';
import type { KindDefinition } from './kind.js';

export const stakeholders: KindDefinition = {
  title: 'Stakeholders: organisations that may join or sign',
  organisations: ['name'],
  fields: {
    name: required(organisationName),
    stakeholderId: id(
      'Its id; made of the name where it is left empty.',
      '',
      'Id',
      'Identificador',
      'stakeholder id',
      'organisation id',
    ),
    agentType,
    country,
    description: text(
      'What it does. No names or addresses of persons.',
      'A network of VET providers.',
      'What it does',
      'A qué se dedica',
      'description',
      'descripción',
    ),
    identifiedOn: required(
      date(
        'Day on which it was identified.',
        '2023-06-01',
        'Identified on',
        'Fecha de identificación',
        'identified',
        'identificado',
      ),
    ),
    contactedOn: date(
      'Day of a contact, where there was one.',
      '',
      'Contacted on',
      'Fecha del contacto',
      'contacted',
      'date of contact',
      'fecha de contacto',
      'contactado',
    ),
    channel: text('How it was contacted.', '', 'How', 'Cómo', 'channel', 'canal', 'medio'),
    outcome: text(
      'What came of it. No names or addresses of persons.',
      '',
      'What came of it',
      'Qué resultó',
      'outcome',
      'result',
      'resultado',
    ),
  },
  events(row, { organisation, fills }) {
    const stakeholderId = idOr(row['stakeholderId'], () => organisation(String(row['name'])));
    const ids = [stakeholderId];
    const { name, agentType, country, description, identifiedOn, contactedOn, channel, outcome } = row;
    const identified = { stakeholderId, ...given({ name, agentType, country, description, identifiedOn }) };
    if (contactedOn === undefined && (fills('channel') || fills('outcome')))
      return missing('contactedOn', 'The row says something of a contact, but not when it was.');
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
