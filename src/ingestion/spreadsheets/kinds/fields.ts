// Fields that several kinds of lists have, and what the data of their events is made with.
import type { FieldType, Value } from '../cell-values.js';
import type { FieldDefinition, RowFault, Values } from './kind.js';

type Headers = readonly [english: string, spanish: string, ...others: string[]];
const field =
  (type: FieldType) =>
  (what: string, example: string, ...headers: Headers): FieldDefinition => ({ type, headers, what, example });
export const text = field('text');
export const id = field('id');
export const date = field('date');
export const required = (field: FieldDefinition): FieldDefinition => ({ ...field, required: true });

export const evidence = {
  evidenceTitle: text(
    'What document proves it.',
    '',
    'Evidence',
    'Pruebas',
    'title of the document',
    'título del documento',
    'evidencia',
    'document',
    'documento',
    'means of verification',
    'medios de verificación',
  ),
  evidenceUrl: text(
    'Where that document lies.',
    '',
    'Evidence address',
    'Enlace de la prueba',
    'its address (https)',
    'su dirección (https)',
    'evidence url',
    'evidence link',
    'enlace de evidencia',
    'document url',
  ),
};
export const evidenceOf = ({ evidenceTitle, evidenceUrl }: Values): object =>
  evidenceTitle === undefined && evidenceUrl === undefined
    ? {}
    : { evidence: [given({ title: evidenceTitle ?? evidenceUrl, url: evidenceUrl })] };

export const agentType: FieldDefinition = {
  type: 'agentType',
  headers: [
    'Kind of organisation',
    'Tipo de organización',
    'agent type',
    'type',
    'type of agent',
    'type of organisation',
    'kind',
    'tipo',
    'tipo de agente',
    'tipo de entidad',
  ],
  what: 'education, research, company, policymaker, association, network, internationalOrganisation or other; or a usual word for it.',
  example: 'company',
};
export const country: FieldDefinition = {
  type: 'country',
  headers: ['Country', 'País', 'country code'],
  what: 'Its name in English or Spanish, its ISO code, or INT.',
  example: 'DE',
};
export const organisationName = text(
  'Its name.',
  'Festo',
  'Name of the organisation',
  'Nombre de la organización',
  'name',
  'organisation',
  'organization',
  'organisation name',
  'member',
  'entity',
  'institution',
  'nombre',
  'organización',
  'entidad',
  'institución',
  'miembro',
  'denominación',
);
export const category: FieldDefinition = {
  type: 'category',
  headers: [
    'Belongs as',
    'Pertenece como',
    'category',
    'member category',
    'categoría',
    'membership',
    'categoría de miembro',
  ],
  what: 'projectPartner, associatePartner, affiliate or additionalStakeholder; or a usual word for it.',
  example: 'associatePartner',
};
export function given<T extends object>(data: T): Partial<T> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as Partial<T>;
}

export const missing = (field: string, detail: string): RowFault => ({ field, code: 'missing', detail });
/** The id that was given, or one that is made of what names the thing. */
export const idOr = (own: Value | undefined, made: () => string): string => (own === undefined ? made() : String(own));
