// Evidence as requests of their own class take it, for the OpenAPI; the schemas of the events check it.
import type { ApiPropertyOptions } from '@nestjs/swagger';

export function evidenceDescribed(description: string): ApiPropertyOptions {
  const properties = {
    title: { type: 'string', description: 'What the document is.' },
    url: { type: 'string', description: 'Where it lies.' },
    sha256: { type: 'string', description: 'Checksum of the document.' },
  };
  const items = { type: 'object', required: ['title'], additionalProperties: false, properties };
  return { description, type: 'array', items };
}
