// Descriptions that others rely on: the JSON Schemas of events and frameworks, and what each problem type means.
import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { EVENT_TYPES, eventDefinition } from '../../domain/events.js';
import { eventSchema, frameworkSchema, type JsonSchema } from '../../domain/json-schemas.js';
import { asyncApi } from './async-api.js';
import { REPORT_SCHEMA } from '../../reporting/report-model.js';
import { reportSchema } from '../../reporting/report.schema.js';
import { ProblemError, problemTypes, type ProblemCode } from '../problems.js';

const FRAMEWORK_SCHEMA = '/schemas/framework/1';
const OTHERS: Readonly<Record<string, () => JsonSchema>> = {
  [FRAMEWORK_SCHEMA]: frameworkSchema,
  [REPORT_SCHEMA]: reportSchema,
};

@ApiTags('descriptions')
@Controller()
export class DescriptionsController {
  @Get('schemas')
  @ApiOperation({ summary: 'The schemas there are' })
  schemas(): { schemas: string[] } {
    const events = EVENT_TYPES.map((type) => `/schemas/${type}/${eventDefinition(type)?.version ?? 1}`);
    return { schemas: [...events, FRAMEWORK_SCHEMA, REPORT_SCHEMA] };
  }

  @Get('schemas/:name/:version')
  @Header('content-type', 'application/schema+json; charset=utf-8')
  @ApiOperation({ summary: "JSON Schema (2020-12) of an event's data, of a framework, or of a report" })
  schema(@Param('name') name: string, @Param('version') version: string): JsonSchema {
    const schema = OTHERS[`/schemas/${name}/${version}`]?.() ?? eventSchema(name, Number(version));
    if (schema) return schema;
    throw new ProblemError({ code: 'route-unknown', detail: `There is no schema /schemas/${name}/${version}.` });
  }

  @Get('api/asyncapi.json')
  @ApiOperation({ summary: 'The events that come in and the changes that go out (AsyncAPI 3.0)' })
  asyncApi(): unknown {
    return asyncApi();
  }

  @Get('problems/:code')
  @ApiOperation({ summary: 'What a problem type means, and what to do' })
  problem(@Param('code') code: string): unknown {
    if (!Object.hasOwn(problemTypes, code)) {
      throw new ProblemError({ code: 'route-unknown', detail: `There is no problem type "${code}".` });
    }
    return { type: `/problems/${code}`, ...problemTypes[code as ProblemCode] };
  }
}
