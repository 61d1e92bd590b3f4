// Describes the HTTP interface as OpenAPI 3.1, with a page to read it.
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { version } from '../version.js';

export function openApiOf(app: INestApplication): OpenAPIObject {
  const description =
    'Facts in, indicators out: every read takes `at` (effective date) and `asOf` (what was known). ' +
    'Refusals are problem details (RFC 9457) with a stable type under /problems.';
  const head = new DocumentBuilder()
    .setTitle('alliance-kpi')
    .setDescription(description)
    .setVersion(version)
    .setOpenAPIVersion('3.1.0')
    .build();
  return SwaggerModule.createDocument(app, head);
}

/** Serves it at /api/openapi.json, and its page at /api/docs. */
export function describeApi(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApiOf(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
}
