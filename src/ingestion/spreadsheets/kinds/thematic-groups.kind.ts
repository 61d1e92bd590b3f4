// Thematic groups.
import { date, given, id, idOr, required, text } from './fields.js';
import type { KindDefinition } from './kind.js';

export const thematicGroups: KindDefinition = {
  title: 'Thematic groups',
  fields: {
    title: required(
      text(
        'Its name.',
        'Smart maintenance',
        'Name of the group',
        'Nombre del grupo',
        'title',
        'name',
        'group',
        'thematic group',
        'título',
        'nombre',
        'grupo',
        'grupo temático',
      ),
    ),
    groupId: id('Its id; made of the name where it is left empty.', '', 'Id', 'Identificador', 'group id'),
    topics: {
      type: 'list',
      headers: ['Topics', 'Temas', 'topic', 'tema'],
      what: 'What it works on, separated by semicolons. Several rows of one group add up.',
      example: 'Internet of things; Sensors',
    },
    formedOn: required(
      date(
        'Day on which it was formed.',
        '2024-11-30',
        'Formed on',
        'Fecha de constitución',
        'formed',
        'date of formation',
        'fecha de creación',
        'formado',
      ),
    ),
  },
  events(row, { titled }) {
    const { title, topics, formedOn } = row;
    const groupId = idOr(row['groupId'], () => titled('thematicGroup', row));
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
