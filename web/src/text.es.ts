// Todas las palabras de la página en español. Every word of the page in Spanish.
import type { MilestoneStatus, ReportStatus, Status } from './api.js';
import type { Text } from './text.en.js';

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

const status: Record<Status, { word: string; meaning: string }> = {
  achieved: { word: 'Logrado', meaning: 'La última meta está alcanzada, o lo estaba en su día.' },
  onTrack: { word: 'En curso', meaning: 'Al menos el 95 % del camino que una línea recta habría recorrido ya.' },
  atRisk: { word: 'En riesgo', meaning: 'Entre el 60 % y el 95 % del camino que una línea recta habría recorrido ya.' },
  offTrack: { word: 'Desviado', meaning: 'Menos del 60 % del camino que una línea recta habría recorrido ya.' },
  regressing: { word: 'En retroceso', meaning: 'Más lejos de la meta de lo que estaba la línea de base.' },
  missed: { word: 'No alcanzado', meaning: 'El día de la última meta ha pasado y no se alcanzó.' },
  notDue: { word: 'Aún no previsto', meaning: 'Hasta este día no se espera nada.' },
  noData: { word: 'Sin datos', meaning: 'No hay nada registrado de lo que salga una cifra. Eso no es cero.' },
  noTarget: { word: 'Sin meta', meaning: 'Solo se observa: el marco no fija ninguna meta.' },
};

const milestoneStatus: Record<MilestoneStatus, string> = {
  achieved: 'Logrado',
  notDue: 'Aún no previsto',
  overdue: 'Vencido',
};

const reportStatus: Record<ReportStatus, string> = {
  open: 'Abierto',
  submitted: 'Presentado',
  approved: 'Aprobado',
  sealed: 'Sellado',
};

export const spanish: Text = {
  locale: 'es-ES',
  language: 'es',

  product: 'Alliance KPI',
  skip: 'Saltar al contenido',
  alliance: 'Alianza',
  alliances: 'Alianzas',
  alliancesLead: 'Cada una se sigue según su propio marco de resultados.',
  nowInMonth: (month) => `Ahora en ${month}`,
  loading: 'Cargando las cifras…',
  retry: 'Intentar de nuevo',
  yes: 'Sí',
  no: 'No',
  none: '–',
  notStated: 'no indicado',
  cancel: 'Cancelar',
  close: 'Cerrar',
  optional: 'opcional',
  month: (month) => `M${month}`,
  monthAndDay: (month, date) => `M${month} · ${date}`,

  example: {
    tag: 'Ejemplo',
    title: 'Datos de ejemplo: inventados',
    explanation:
      'Las organizaciones, los acuerdos, las respuestas y las cifras de esta página son inventados, para mostrar cómo funciona el servicio.',
  },

  allianceFacts: (from, to, coordinator) => `Del ${from} al ${to} · coordina ${coordinator}`,

  navigation: {
    label: 'Partes de esta alianza',
    menu: 'Menú',
    groups: { figures: 'Cifras', facts: 'Hechos', reports: 'Informes', administration: 'Administración' },
    overview: 'Resumen',
  },

  preferences: {
    label: 'Idioma y colores',
    kept: 'Se guarda solo en este navegador.',
    language: 'Idioma',
    colours: 'Colores',
    schemes: { system: 'Como el dispositivo', light: 'Claro', dark: 'Oscuro' },
  },

  notices: { label: 'Avisos', close: 'Cerrar este aviso' },

  form: {
    noPerson: 'Sin nombres ni direcciones de personas: lo que se registra no se puede borrar.',
    choose: 'Elegir…',
    faults: (n) => (n === 1 ? 'Hay que corregir una cosa:' : `Hay que corregir ${n} cosas:`),
  },

  table: {
    download: 'Descargar como CSV',
    sortedBy: (column, ascending) => `Ordenado por ${column}, ${ascending ? 'ascendente' : 'descendente'}`,
    rows: (shown, all) => (shown === all ? count(all, 'fila', 'filas') : `${shown} de ${all} filas`),
    more: (n) => `Mostrar ${n} más`,
    filter: 'Filtrar',
    nothingFound: 'Nada coincide con el filtro.',
  },

  connection: {
    connecting: 'Conectando…',
    live: 'En directo',
    liveMeaning: 'Las cifras cambian aquí según se registran los hechos.',
    lost: 'Conexión perdida',
    lostSince: (time) => `Conexión perdida. Estas son las cifras de las ${time}; se volverá a conectar sola…`,
  },

  day: {
    label: 'Cifras a fecha de',
    today: 'Hoy',
    backToToday: 'Volver a hoy',
    shownMonthEnd: (month, date) => `Fin de M${month}, ${date}`,
    shown: (month, date) => (month === null ? date : `${date} (en M${month})`),
    shownToday: (month, date) => (month === null ? `Hoy, ${date}` : `Hoy, ${date} (en M${month})`),
    ends: (date) => `termina el ${date}`,
    earlier: 'Un mes antes',
    later: 'Un mes después',
    beforeStart: (date) => `El proyecto empieza el ${date}.`,
    afterEnd: (date) => `El proyecto terminó el ${date}.`,
    known: (position) => `Según lo conocido en la posición ${position} del registro.`,
  },

  summary: { heading: 'Indicadores por estado', of: (n, word) => `${n} ${word.toLowerCase()}` },
  status,
  statusLabel: 'Estado',

  indicators: {
    heading: 'Indicadores',
    target: 'Meta',
    targets: 'Metas',
    baseline: 'Línea de base',
    expected: 'Esperado para entonces',
    expectedNow: 'Esperado hasta ahora',
    expectedMeaning: 'en línea recta: información de gestión que nadie prometió',
    progress: 'Camino hacia la meta',
    progressOf: (percent) => `${percent} del camino de la línea de base a la meta`,
    onPathOf: (percent) => `${percent} del camino esperado`,
    ofTarget: (value) => `de ${value}`,
    by: (when) => `para ${when}`,
    met: (then) => `cumplida: ${then} entonces`,
    notMet: (then) => `no cumplida: ${then} entonces`,
    targetOf: (when) => `Meta de ${when}`,
    was: (name, value, until, reason) => `${name}: era ${value} hasta el ${until}. ${reason}`,
    noTarget: 'ninguna fijada',
    countsAsZero: 'sin cifra; cuenta como 0',
    noData: 'Sin datos',
    noDataMeaning: 'No se ha registrado nada que alimente este indicador. No es lo mismo que cero.',
    noDataAtDay: 'No hay cifra en este día. No es lo mismo que cero.',
    provisional: 'Provisional: la encuesta sigue abierta, la cifra puede cambiar.',
    notes: (n) => count(n, 'nota', 'notas') + ' sobre cómo leerlo',
    changed: (before, after) => `Acaba de cambiar: ${before} → ${after}`,
    changedCompanion: (name, before, after) => `Acaba de cambiar, ${name}: ${before} → ${after}`,
    announced: (id, what) => `${id}. ${what}.`,
  },

  companions: {
    heading: 'Al lado',
    names: { active: 'Miembros activos', inForce: 'En vigor' },
    satisfied: 'Satisfechos',
    satisfiedOf: (satisfied, valid) => `${satisfied} de ${valid} respuestas válidas`,
    answered: 'Respondieron',
    answeredOf: (responses, invited, rate) => `${responses} de ${invited} invitados (${rate})`,
    interval: 'Intervalo del 95 %',
    intervalOf: (low, high) => `${low} a ${high}`,
    intervalMeaning: 'como si quienes respondieron fueran una muestra aleatoria de los invitados',
    survey: 'Encuesta',
  },

  chart: {
    loading: 'Cargando la evolución…',
    measured: 'Registrado',
    expected: 'Expectativa en línea recta',
    earlierExpected: 'Expectativa antes de una revisión',
    baseline: 'Línea de base',
    target: 'Meta',
    earlierTarget: 'Meta antes de una revisión',
    measuredAt: 'Mes de medición',
    today: 'hoy',
    axis: 'Mes del proyecto',
    targetLine: (value, when) => `Meta ${value} para ${when}`,
    earlierTargetLine: (value) => `Hasta la revisión: ${value}`,
    baselinePoint: (value) => `Línea de base ${value}`,
    pointTitle: (month, date) => `Fin de ${month} (${date})`,
    noPoint: 'sin datos',
    table: 'Cifras mes a mes',
    tableCaption: (title) => `${title}: valor al final de cada mes del proyecto`,
    columns: { month: 'Mes', day: 'Día', value: 'Valor', expected: 'Expectativa en línea recta' },
    summary: (title, parts) => `${title}. ${parts.join(' ')}`,
    summaryNoData: 'Aún sin valor.',
    summaryFrom: (from, fromDay, to, toDay) => `De ${from} (${fromDay}) a ${to} (${toDay}).`,
    summaryBaseline: (value, when) => `Línea de base ${value} en ${when}.`,
    summaryTarget: (value, when) => `Meta ${value} para ${when}.`,
    summaryExpected: (value) => `Expectativa en línea recta en este día: ${value}.`,
    summaryBecame: (value, when) => `${value} desde ${when}.`,
    summaryMeasured: (months) => `Se mide en ${months}.`,
  },

  milestones: {
    heading: 'Hitos',
    status: milestoneStatus,
    due: (when) => `previsto para ${when}`,
    noDue: 'sin día previsto',
    achievedOn: (date) => `logrado el ${date}`,
    holdsNoLonger: 'ya no se cumple',
    changed: (before, after) => `Acaba de cambiar: ${before} → ${after}`,
    none: 'El marco no nombra ningún hito.',
  },

  reports: {
    heading: 'Informes',
    status: reportStatus,
    until: (date) => `cifras a ${date}`,
    due: (date, daysLeft) =>
      daysLeft === null
        ? `vence el ${date}`
        : daysLeft < 0
          ? `venció el ${date}, ${count(-daysLeft, 'día', 'días')} de retraso`
          : `vence el ${date}, ${daysLeft === 1 ? 'queda 1 día' : `quedan ${daysLeft} días`}`,
    missing: (things) => (things === 1 ? 'Falta 1 cosa' : `Faltan ${things} cosas`),
    file: {
      pdf: 'PDF',
      docx: 'Word',
      xlsx: 'Excel',
      ods: 'OpenDocument',
      csv: 'CSV',
      zip: 'Paquete (ZIP)',
    },
    ofMonth: (month) => `informe de ${month}`,
    none: 'El marco no nombra ningún mes en que se midan indicadores.',
  },

  problem: {
    unreachable: 'El servicio no responde',
    unreachableDetail:
      'Puede que esté arrancando o que la red haya caído. La página vuelve a intentarlo cuando haya conexión.',
    refreshFailed: 'No se han podido actualizar las cifras; las de abajo son las últimas que se cargaron.',
    chartFailed: 'No se ha podido cargar la evolución.',
    unknownAlliance: (id) => `Aquí no hay ninguna alianza «${id}»`,
    unknownAllianceDetail: 'Puede que tenga otro identificador o que el enlace sea antiguo. Estas son las que hay:',
    unknownPage: 'Esta página no existe',
    unknownPageDetail: 'La dirección puede tener un error o ser de otra versión.',
    toStart: 'A las alianzas',
    reload: 'Cargar la página de nuevo',
    whatToDo: 'Qué hacer:',
    broken: 'La página tiene un fallo',
    brokenDetail: 'Cargarla de nuevo suele ayudar. Si no, diga a quien lleva este servicio lo que está escrito aquí:',
  },

  noAlliance: {
    heading: 'Aún no hay ninguna alianza',
    explanation:
      'Una alianza empieza con su primer hecho: su nombre y su primer y último día. Desde ahí se cuentan los meses del proyecto. Regístrelo por HTTP o importe un fichero que lo contenga; esta página lo muestra en cuanto esté.',
    http: 'Por HTTP',
    file: 'Desde un fichero',
    look: 'Mirar otra vez',
  },

  noFramework: {
    heading: 'Aún no hay marco de resultados',
    explanation:
      'Indicadores, líneas de base, metas e hitos son datos: la alianza los adopta como su marco. Hasta entonces no hay con qué medir.',
    http: 'Adoptar uno por HTTP',
    schema: 'Cómo es un marco',
  },

  firstFacts: {
    heading: 'Aún no hay nada registrado de lo que salga una cifra',
    explanation:
      'Cada cifra se calcula con los hechos registrados y con nada más. «Sin datos» significa que no se ha registrado nada, no cero. Registre los primeros hechos:',
    facts: [
      { what: 'Una organización se une', path: 'members' },
      { what: 'Se propone un memorando y después lo firma cada parte', path: 'mous' },
      { what: 'Se publica un documento de recomendaciones', path: 'recommendations' },
      { what: 'Una encuesta se abre, se responde y se cierra', path: 'surveys' },
      { what: 'Se publica la plataforma', path: 'platform-releases' },
      { what: 'Se publica el registro oficial', path: 'registration' },
    ],
    description: 'Todos los campos, con formularios para probarlos',
    whole: 'O un fichero entero de una vez (.csv, .xlsx, .ndjson):',
    example: (name) => `O mire antes unos datos inventados: ${name}`,
  },

  footer: {
    meanings: 'Qué significan los estados',
    expectation:
      'La expectativa en línea recta une la línea de base y las metas con líneas rectas. Es información de gestión: nadie la prometió.',
    api: 'Todas las cifras de aquí están también en',
    apiDocs: 'Descripción de la API',
  },
};
