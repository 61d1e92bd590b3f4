// Thematic groups.
import { date, given, id, idFrom, required, text } from './fields.js';
import type { KindDefinition } from './kind.js';

export const thematicGroups: KindDefinition = {
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
