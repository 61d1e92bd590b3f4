// Las palabras de los meses de medición y de sus informes en español.
import { countIn } from './counting.js';
import type { Text } from './text.en.js';

const count = countIn('es-ES');

export const months: Text['months'] = {
  title: 'Meses e informes',
  lead: 'Cada mes que se mide o del que se informa: en qué punto está su informe, hasta cuándo hay plazo y qué falta todavía.',
  list: 'Meses',
  report: (month) => `Informe de ${month}`,
  figuresOf: (date) => `Cifras al final del ${date}`,
  measured: (ids) => `Se mide: ${ids}`,
  nothingMeasured: 'En este mes no se mide ningún indicador',
  period: (from, to) => `Periodo de informe de ${from} a ${to}`,
  due: (date) => `Plazo del informe: ${date}`,
  daysLeft: (days) => (days < 0 ? `${count(-days, 'día', 'días')} de retraso` : `quedan ${count(days, 'día', 'días')}`),
  nothingMissing: 'No falta nada.',
  missing: (n) => `${n === 1 ? 'Falta 1 cosa' : `Faltan ${n} cosas`}`,
  missingTitle: 'Falta todavía',
  restated: (n) => count(n, 'cifra reexpresada', 'cifras reexpresadas'),
  none: 'Todavía no hay ningún mes del que informar',
  noneExplanation:
    'Los meses aparecen aquí en cuanto el marco dice en qué meses se miden sus indicadores, o cuando acaba un periodo de informe.',
  toFramework: 'Abrir el marco',
  back: 'Meses e informes',
  compare: 'Comparar dos puntos',

  way: {
    label: 'En qué punto está el informe',
    steps: { open: 'En redacción', submitted: 'Presentado', approved: 'Aprobado', sealed: 'Sellado' },
  },

  actor: {
    label: 'Su nombre o función',
    hint: 'Figura junto al paso tal como lo escriba; nadie lo verifica. Se guarda en este navegador. Basta una función o una organización.',
  },

  actions: {
    submit: 'Presentar el informe',
    return: 'Devolverlo',
    approve: 'Aprobar el informe',
    seal: 'Sellar el informe',
    date: {
      submit: 'Día de la presentación',
      return: 'Día de la devolución',
      approve: 'Día de la aprobación',
      seal: 'Día del sellado',
    },
    explanation: {
      submit:
        'El informe pasa a quien lo aprueba tal como está ahora. Los textos se pueden cambiar hasta que se apruebe.',
      return: 'El informe vuelve a estar abierto. Quien lo escribió ve el motivo.',
      approve: 'Desde ese momento sus textos ya no se pueden cambiar. Lo que falta queda fuera.',
      seal: 'El sellado no se puede deshacer.',
    },
    sealMeans: [
      'Se generan todos los archivos a partir de todo lo registrado ahora, y se registra la suma de comprobación de cada uno.',
      'Desde entonces el informe se entrega exactamente como se selló, se registre lo que se registre después.',
      'Lo que se sepa de otra manera aparece a su lado como «reexpresado desde la presentación».',
      'Cualquiera puede verificar el paquete en otro ordenador, sin este servicio.',
    ],
    stillMissing: 'Todavía falta algo:',
    reason: 'Motivo',
    done: {
      submit: (month) => `El informe de ${month} está presentado.`,
      return: (month) => `El informe de ${month} está devuelto.`,
      approve: (month) => `El informe de ${month} está aprobado.`,
      seal: (month) => `El informe de ${month} está sellado.`,
    },
    working: 'Generando y sellando todos los archivos…',
  },

  narrative: {
    title: 'Textos',
    lead: 'Lo que las cifras no dicen por sí mismas. Los textos figuran en el informe, en el idioma en que se lee.',
    language: 'Idioma de los textos',
    summary: 'Resumen publicable',
    deviations: 'Desviaciones del plan',
    written: (date) => `escrito el ${date}`,
    missing: 'Sin escribir todavía',
    otherLanguages: (languages) => `Hay un texto en: ${languages}`,
    write: (section) => `Escribir: ${section}`,
    edit: (section) => `Editar: ${section}`,
    locked: 'El informe ya se aprobó: sus textos no se pueden cambiar.',
    text: (section) => `Texto: ${section}`,
    hint: 'Markdown: **negrita**, *cursiva*, - listas, [enlace](https://…).',
    preview: 'Vista previa',
    previewEmpty: 'Lo que escriba aparece aquí como figurará en el informe.',
    save: 'Guardar el texto',
    saved: (section) => `Guardado: ${section}`,
    draftKept: 'Borrador guardado en este navegador',
    draftFound: 'Este es su borrador, que todavía no se guardó.',
    discard: 'Descartar el borrador',
    length: (n) => `${n} de 50.000 caracteres`,
    conflict: 'Alguien guardó este texto mientras usted escribía',
    conflictExplanation: (who, when) =>
      `${who} guardó otro texto el ${when}. No se pierde nada: aquí están los dos. Pase del otro al de usted lo que deba quedar y guarde el de usted; o quédese con el otro.`,
    theirs: 'El otro, como está guardado',
    yours: 'El de usted, sin guardar todavía',
    keepTheirs: 'Quedarse con el otro y descartar el mío',
    saveMine: 'Guardar el mío en su lugar',
    someone: 'Alguien',
  },

  files: {
    title: 'Archivos',
    lead: (sealed) =>
      sealed
        ? 'Se entregan exactamente como se sellaron.'
        : 'Se generan a partir de todo lo registrado ahora; todavía sin sellar.',
    audience: 'Para',
    audiences: { funder: 'la autoridad que subvenciona', internal: 'uso interno', public: 'el público' },
    language: 'Idioma',
    formats: {
      pdf: 'PDF',
      docx: 'Word (DOCX)',
      xlsx: 'Excel (XLSX)',
      ods: 'OpenDocument (ODS)',
      csv: 'Tablas en CSV (zip)',
      json: 'Para máquinas (JSON)',
      zip: 'Paquete con todo (ZIP)',
    },
    building: (format) => `${format}: generándose…`,
    done: (name, size) => `${name} (${size}) está descargado.`,
  },

  history: {
    title: 'Quién hizo qué',
    none: 'Todavía no se ha hecho nada.',
    unverified: 'Los nombres figuran como se dieron; nadie los ha verificado.',
    unnamed: 'sin nombre',
    types: {
      NarrativeWritten: 'Texto escrito',
      ReportSubmitted: 'Presentado',
      ReportReturned: 'Devuelto',
      ReportApproved: 'Aprobado',
      ReportSealed: 'Sellado',
    },
  },

  restatements: {
    title: 'Reexpresado desde la presentación',
    lead: 'Cifras que ahora se saben de otra manera que cuando se entregó el informe, y qué hechos marcan la diferencia. El informe queda como está.',
    none: 'Todas las cifras siguen como se entregaron.',
    figure: 'Cifra',
    before: 'Como se entregó',
    after: 'Como se sabe ahora',
    why: 'Por qué',
    statusOf: (id) => `${id}: estado`,
  },

  verification: {
    title: 'Verificación',
    lead: 'Genera de nuevo cada archivo a partir del registro y lo compara con lo que se selló.',
    verify: 'Verificar el sello ahora',
    busy: 'Generando de nuevo cada archivo…',
    holds: (files) => `El sello se sostiene: los ${files} archivos se generan de nuevo byte a byte.`,
    broken: 'El sello no se sostiene',
    sealed: (date, events) => `Sellado el ${date} sobre ${events} eventos.`,
    root: 'Raíz sobre los eventos',
    elsewhere: 'En otro ordenador:',
  },

  comparison: {
    title: 'Comparar dos puntos',
    lead: 'Qué cambió entre dos meses, o entre un informe como se entregó y lo que se sabe ahora, y por qué.',
    from: 'Primer punto',
    to: 'Segundo punto',
    month: (which) => `${which}: mes`,
    known: (which) => `${which}: como se sabía`,
    knowns: { now: 'ahora', submitted: 'al presentarlo', sealed: 'al sellarlo' },
    order: 'Primero está el punto en el que se sabía menos.',
    comparing: 'Comparando…',
    download: 'Descargar',
  },
};
