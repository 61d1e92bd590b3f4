// Writes the documentation pages that are made from code; with --check, fails where one is out of date.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EVENT_TYPES, eventDefinition } from './domain/events.js';
import { eventSchema, frameworkSchema } from './domain/json-schemas.js';
import { describeSettings, readConfiguration } from './platform/configuration.js';
import { asyncApi, exampleCloudEvent } from './platform/documentation/async-api.js';
import { openApiOf } from './platform/documentation/open-api.js';
import { openService } from './service.js';
import { problemTypes } from './platform/problems.js';

const MADE = 'Made from the code by `npm run docs`; edit the code instead.';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function configurationPage(): string {
  const rows = describeSettings().map(({ name, default: value, description }) => [
    `\`${name}\``,
    value === '' ? '–' : `\`${value}\``,
    description,
  ]);
  return `# Configuration\n\n${MADE}\n\nSet by environment; flags of \`serve\` (\`--port\`, \`--host\`, \`--data\`) win. Checked at the start.\n\n${table(['variable', 'default', 'what'], rows)}\n`;
}

function problemsPage(): string {
  const rows = Object.entries(problemTypes)
    .sort(([a, x], [b, y]) => x.status - y.status || (a < b ? -1 : 1))
    .map(([code, { status, title, remedy }]) => [`\`/problems/${code}\``, String(status), title, remedy]);
  return `# Problem types\n\n${MADE}\n\nEvery refusal is \`application/problem+json\` (RFC 9457) with one of these types; nothing is stored. \`errors\` names each field, what is wrong with its value, and what to do.\n\n${table(['type', 'status', 'what', 'remedy'], rows)}\n`;
}

interface DataSchema {
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly DataSchema[];
  readonly items?: DataSchema;
  readonly properties?: Readonly<Record<string, DataSchema>>;
  readonly required?: readonly string[];
}

/** More codes than these are left to the schema. */
const MOST_CODES = 8;
const FORMS: Readonly<Record<string, string>> = { string: 'text', integer: 'whole number', boolean: 'true or false' };

/** What a field takes, in short: `date`, `[{ title, url? }]`. */
function formOf({ type = '', format, enum: codes, anyOf, items, properties, required = [] }: DataSchema): string {
  if (anyOf) return anyOf.map(formOf).join(' or ');
  if (codes) {
    const shown = codes.length > MOST_CODES ? [...codes.slice(0, 2), `… (${codes.length} codes)`] : codes;
    return shown.map((code) => (code.startsWith('…') ? code : `\`${code}\``)).join(', ');
  }
  if (items) return `[${formOf(items)}]`;
  const parts = Object.keys(properties ?? {}).map((field) => (required.includes(field) ? field : `${field}?`));
  if (parts.length > 0) return `{ ${parts.join(', ')} }`;
  return format ?? FORMS[type] ?? type;
}

/** The name of the streams of a category, with the fields of the data that its ids stand in. */
function streamOf(category: string): string {
  if (category === 'month') return 'month-{allianceId}.m{k}';
  const { idField, responseField } =
    EVENT_TYPES.map(eventDefinition).find((each) => each?.idField !== undefined && each.categories[0] === category) ??
    {};
  return `${category}-{allianceId}${[idField, responseField].map((id) => (id === undefined ? '' : `.{${id}}`)).join('')}`;
}

function eventsPage(): string {
  const sections = EVENT_TYPES.map((type) => {
    const { categories = [], version = 1, effectiveField, example } = eventDefinition(type) ?? {};
    const schema = eventSchema(type, version) as DataSchema;
    const where = categories.length === 1 ? `\`${streamOf(categories[0] ?? '')}\`` : 'any stream';
    const rows = Object.entries(schema.properties ?? {}).map(([field, of]) => {
      const name = field === effectiveField ? `**${field}**` : field;
      return [schema.required?.includes(field) ? name : `${name}?`, formOf(of), of.description ?? ''];
    });
    const data = `\`\`\`json\n${json(example)}\`\`\``;
    return `## ${type}\n\nIn ${where}; schema \`/schemas/${type}/${version}\`.\n\n${table(['field', 'form', 'what'], rows)}\n\n${data}`;
  });
  return `# Events\n\n${MADE}\n\n${EMITTING}\n\n## Types\n\nThe effective date is **bold**; \`?\` marks an optional field. Below each table stands an example of the data.\n\n${sections.join('\n\n')}\n`;
}

const ALLIANCE = 'http://127.0.0.1:3000/api/alliances/lcamp';

const EMITTING = `## From another service

Each event goes to its alliance as a [CloudEvent](https://cloudevents.io): \`subject\` is the stream, \`type\` one of those below behind \`org.alliance-kpi.\`, and \`source\` and \`id\` name it for good.

\`\`\`sh
curl -X POST ${ALLIANCE}/events -H 'content-type: application/cloudevents+json' -d '${JSON.stringify(exampleCloudEvent('MemberJoined'), null, 2)}'
\`\`\`

- **Recorded**: 201 with its \`position\` in the log.
- **Sent again**, after a lost answer or years later: 200 with the same position, and nothing is stored twice. Other content under the same \`id\` is 409.
- **Refused** (another 4xx): nothing is stored; \`errors\` names the field, and [problems.md](problems.md) what to do.
- **503, 507 or no answer**: send the same again, after \`Retry-After\` seconds.
- **In order**: what happened when is said by its date, so facts may come late. Only a step on a thing that isn't recorded yet is 404: send what begins the thing first, or both in one batch.
- **Several at once**: an array of them as \`application/cloudevents-batch+json\`, all or none.

What changes in the figures comes out as server-sent events, each with the position as its \`id\`; with the last one that you have seen, the stream goes on from there:

\`\`\`sh
curl -N ${ALLIANCE}/stream -H 'last-event-id: 1'
\`\`\``;

/** The interface as the service itself describes it: put together on a folder that is removed again. */
async function openApiPage(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'alliance-kpi-docs-'));
  const configuration = readConfiguration({}, { DATA_DIR: dataDir });
  const { app, close } = await openService({ configuration, firstStart: 'nothing' });
  try {
    return json(openApiOf(app));
  } finally {
    await close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const schemaPages = EVENT_TYPES.map((type): [string, () => string] => {
  const version = eventDefinition(type)?.version ?? 1;
  return [`schemas/${type}-${version}.json`, () => json(eventSchema(type, version))];
});

const pages: Readonly<Record<string, () => string | Promise<string>>> = {
  'configuration.md': configurationPage,
  'events.md': eventsPage,
  'problems.md': problemsPage,
  'openapi.json': openApiPage,
  'asyncapi.json': () => json(asyncApi()),
  'schemas/framework-1.json': () => json(frameworkSchema()),
  ...Object.fromEntries(schemaPages),
};

const check = process.argv.includes('--check');
for (const [name, make] of Object.entries(pages)) {
  const file = fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));
  const page = await make();
  if (existsSync(file) && readFileSync(file, 'utf8') === page) continue;
  if (check) {
    console.error(`docs/${name} is out of date: run npm run docs.`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, page);
  }
}
