// Members: who joined, and who left.
import {
  agentType,
  category,
  country,
  date,
  evidence,
  evidenceOf,
  given,
  id,
  idOr,
  missing,
  organisationName,
  required,
  text,
} from './fields.js';
import type { KindDefinition } from './kind.js';

export const members: KindDefinition = {
  title: 'Members: who joined, and who left',
  organisations: ['name'],
  fields: {
    name: required(organisationName),
    memberId: id(
      'Its id; made of the name where it is left empty.',
      '',
      'Id',
      'Identificador',
      'member id',
      'organisation id',
    ),
    category: required(category),
    agentType: required(agentType),
    country: required(country),
    joinedOn: required(
      date(
        'Day of joining.',
        '2023-11-14',
        'Joined on',
        'Fecha de ingreso',
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
      ),
    ),
    leftOn: date(
      'Day of leaving, where it has left.',
      '',
      'Left on',
      'Fecha de baja',
      'left',
      'date of leaving',
      'leaving date',
      'baja',
    ),
    leavingReason: text('Why it left.', '', 'Reason', 'Motivo', 'reason for leaving', 'motivo de baja'),
    ...evidence,
  },
  events(row, { organisation, fills }) {
    const memberId = idOr(row['memberId'], () => organisation(String(row['name'])));
    const ids = [memberId];
    const { name, category, agentType, country, joinedOn, leftOn, leavingReason } = row;
    if (leftOn === undefined && fills('leavingReason'))
      return missing('leftOn', 'The row says why it left, but not when.');
    const joined = { memberId, ...given({ name, category, agentType, country, joinedOn }), ...evidenceOf(row) };
    return [
      { category: 'member', ids, type: 'MemberJoined', data: joined },
      ...(leftOn === undefined
        ? []
        : [{ category: 'member' as const, ids, type: 'MemberLeft', data: given({ leftOn, reason: leavingReason }) }]),
    ];
  },
};
