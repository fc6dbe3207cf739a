import { Type } from 'typebox';
import { operation } from '../operation.ts';

export const getHealth = operation({
  method: 'GET',
  path: '/health',
  operationId: 'getHealth',
  sdk: 'service.health',
  tag: 'Service',
  summary: 'Ask whether the process is alive',
  access: 'open',
  answers: {
    200: {
      description: 'It is.',
      body: Type.Object({
        status: Type.String({ examples: ['ok'] }),
        version: Type.String({ description: 'The version of the server.' }),
        zone_data: Type.String({ description: 'The IANA release of the bundled time zone rules.' }),
      }),
      example: { status: 'ok', version: '0.1.0', zone_data: '2026f' },
    },
  },
});

export const getReady = operation({
  method: 'GET',
  path: '/ready',
  operationId: 'getReady',
  sdk: 'service.ready',
  tag: 'Service',
  summary: 'Ask whether the process can serve requests',
  access: 'open',
  answers: {
    200: {
      description: 'Database, migrations and job queue are in order.',
      body: Type.Object({
        status: Type.String({ examples: ['ready'] }),
        checks: Type.Object({ database: Type.String(), migrations: Type.String(), queue: Type.String() }),
      }),
      example: { status: 'ready', checks: { database: 'ok', migrations: 'ok', queue: 'ok' } },
    },
  },
});

export const getOpenApi = operation({
  method: 'GET',
  path: '/v1/openapi.json',
  operationId: 'getOpenApi',
  sdk: 'service.openApi',
  tag: 'Service',
  summary: 'Read this document',
  access: 'open',
  answers: {
    200: {
      description: 'The OpenAPI 3.1 document of the running server.',
      body: Type.Unsafe<object>({ type: 'object', additionalProperties: true }),
      example: { openapi: '3.1.0' },
    },
  },
});
