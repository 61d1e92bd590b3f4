// Activities of the work packages.
import { date, evidenceOf, given, id, idOr, missing, required, text } from './fields.js';
import type { KindDefinition } from './kind.js';

export const activities: KindDefinition = {
  title: 'Activities of the work packages',
  fields: {
    title: required(
      text(
        'What is done.',
        'Annual plan of the Alliance',
        'What is done',
        'Qué se hace',
        'title',
        'activity',
        'name',
        'task',
        'título',
        'actividad',
        'nombre',
        'tarea',
      ),
    ),
    activityId: id(
      'Its id; made of work package and title where it is left empty.',
      '',
      'Id',
      'Identificador',
      'activity id',
    ),
    workPackage: {
      type: 'workPackage',
      required: true,
      headers: ['Work package', 'Paquete de trabajo', 'wp', 'pt'],
      what: 'Its number, or WP and its number.',
      example: 'WP2',
    },
    start: {
      type: 'month',
      headers: [
        'First month',
        'Primer mes',
        'start',
        'start month',
        'begins',
        'from',
        'inicio',
        'mes de inicio',
        'comienzo',
        'desde',
      ],
      what: 'First month: M24 or 2024-03.',
      example: 'M18',
    },
    end: {
      type: 'month',
      headers: ['Last month', 'Último mes', 'end', 'end month', 'due', 'until', 'fin', 'mes de fin', 'final', 'hasta'],
      what: 'Last month: M24 or 2024-03.',
      example: '2024-12',
    },
    responsible: text(
      'The organisation in charge.',
      'EARLALL',
      'Organisation in charge',
      'Organización responsable',
      'responsible',
      'lead',
      'leader',
      'in charge',
      'responsable',
      'líder',
    ),
    plannedOn: required(
      date('Day of the plan.', '2023-06-01', 'Planned on', 'Fecha del plan', 'planned', 'plan date', 'planificado'),
    ),
    completedOn: date(
      'Day of completion, where it is completed.',
      '',
      'Completed on',
      'Fecha de finalización',
      'completed',
      'done on',
      'completado',
      'terminado',
    ),
    cancelledOn: date(
      'Day on which it was cancelled, where it was.',
      '',
      'Cancelled on',
      'Fecha de cancelación',
      'cancelled',
      'canceled on',
      'cancelado',
    ),
    cancellationReason: text('Why it was cancelled.', '', 'Reason', 'Motivo', 'razón'),
  },
  events(row, { titled, fills }) {
    const { title, workPackage, start, end, responsible, plannedOn, completedOn, cancelledOn } = row;
    const activityId = idOr(row['activityId'], () => titled('activity', row));
    const ids = [activityId];
    const planned = { activityId, ...given({ workPackage, title, start, end, responsible, plannedOn }) };
    const reason = row['cancellationReason'];
    if (cancelledOn === undefined && fills('cancellationReason'))
      return missing('cancelledOn', 'The row says why it was cancelled, but not when.');
    return [
      { category: 'activity', ids, type: 'ActivityPlanned', data: planned },
      ...(completedOn === undefined
        ? []
        : [
            {
              category: 'activity' as const,
              ids,
              type: 'ActivityCompleted',
              data: { completedOn, ...evidenceOf(row) },
            },
          ]),
      ...(cancelledOn === undefined
        ? []
        : [{ category: 'activity' as const, ids, type: 'ActivityCancelled', data: given({ cancelledOn, reason }) }]),
    ];
  },
};
