// Writes the documentation pages that are made from code; with --check, fails where one is out of date.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EVENT_TYPES, eventDefinition } from './domain/events.js';
import { eventSchema, frameworkSchema } from './domain/json-schemas.js';
import { describeSettings, readConfiguration } from './platform/configuration.js';
import { asyncApi } from './platform/documentation/async-api.js';
import { openApiOf } from './platform/documentation/open-api.js';
import { openService } from './service.js';
import { problemTypes } from './platform/problems.js';

const MADE = 'Made from the code by `npm run docs`; edit the code instead.';

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
  readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
  readonly required?: readonly string[];
}

function eventsPage(): string {
  const sections = EVENT_TYPES.map((type) => {
    const definition = eventDefinition(type);
    const schema = eventSchema(type, definition?.version ?? 1) as DataSchema;
    const where = definition?.categories.length === 1 ? `\`${definition.categories[0] ?? ''}-…\`` : 'any stream';
    const rows = Object.entries(schema.properties ?? {}).map(([field, { description = '' }]) => {
      const name = field === definition?.effectiveField ? `**${field}**` : field;
      return [schema.required?.includes(field) ? name : `${name}?`, description];
    });
    return `## ${type}\n\nIn ${where}; schema \`/schemas/${type}/${definition?.version ?? 1}\`.\n\n${table(['field', 'what'], rows)}`;
  });
  return `# Events\n\n${MADE}\n\nThe effective date is **bold**; \`?\` marks an optional field.\n\n${sections.join('\n\n')}\n`;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

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
