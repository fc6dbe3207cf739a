import type { TSchema } from 'typebox';
import { components } from './component.ts';
import { errorCatalogue } from './errors.ts';
import { eventCatalogue, messageEvents } from './events.ts';
import { errorExample } from './openapi-errors.ts';
import { introduction, sharedComponents } from './openapi-shared.ts';
import { errorsOf, type Operation, type OperationAnswer, tags, takesIdempotencyKey } from './operation.ts';
import { operationList } from './operations/index.ts';
import { ErrorAnswer } from './resources/error.ts';
import { Message, messageExampleOf } from './resources/message.ts';

type Json = Record<string, unknown>;

/** Rewrites our `Name#` references into OpenAPI's, and leaves out `$id` and our own hints, `x-…`. */
function toOpenApi(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toOpenApi);
  if (schema === null || typeof schema !== 'object') return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== '$id' && !key.startsWith('x-'))
      .map(([key, value]) =>
        key === '$ref' && typeof value === 'string'
          ? [key, `#/components/schemas/${value.replace(/#$/, '')}`]
          : [key, toOpenApi(value)],
      ),
  );
}

type Parameterised = { properties?: Record<string, Json>; required?: readonly string[] };

/**
 * Query and path schemas become one parameter per property. Optional ones show no example: tools that try requests
 * out would send it as a filter that nothing meets.
 */
function parameters(schema: TSchema | undefined, location: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = (schema ?? {}) as Parameterised;
  return Object.entries(properties).map(([name, property]) => {
    const { description, examples, ...rest } = property;
    const isRequired = required.includes(name);
    return {
      name,
      in: location,
      required: isRequired,
      description,
      ...(rest.type === 'object' && { style: 'deepObject', explode: true }),
      schema: toOpenApi(isRequired ? { ...rest, examples } : rest),
    };
  });
}

const header = (name: string) => ({ $ref: `#/components/headers/${name}` });
const requestIdHeader = { 'Request-Id': header('RequestId') };
const rateLimitHeaders = {
  'X-RateLimit-Limit': header('RateLimitLimit'),
  'X-RateLimit-Remaining': header('RateLimitRemaining'),
  'X-RateLimit-Reset': header('RateLimitReset'),
};

/** The headers of every answer. Where a key stands is told once it is known, so not with 401. */
const headersOf = (op: Operation, status?: number): Json => ({
  ...requestIdHeader,
  ...(op.access !== 'open' && status !== 401 && rateLimitHeaders),
});

function success(op: Operation, { description, body, example }: OperationAnswer): Json {
  const headers = {
    ...headersOf(op),
    ...(takesIdempotencyKey(op) && { 'Idempotent-Replayed': header('IdempotentReplayed') }),
  };
  if (!body) return { description, headers };
  return { description, headers, content: { 'application/json': { schema: toOpenApi(body), example } } };
}

/** The error answers of an operation: one per status, with an example per code. */
function failures(op: Operation, serverUrl: string): Json {
  const byStatus = Map.groupBy(errorsOf(op), (code) => errorCatalogue[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${errorCatalogue[code].meaning}`).join('\n\n'),
        headers: {
          ...headersOf(op, status),
          ...((status === 429 || status === 503) && { 'Retry-After': header('RetryAfter') }),
        },
        content: {
          'application/json': {
            schema: toOpenApi(ErrorAnswer),
            examples: Object.fromEntries(
              codes.map((code) => [code, { value: errorExample(op, code, serverUrl) }]),
            ),
          },
        },
      },
    ]),
  );
}

const security: Record<Operation['access'], Json[]> = {
  key: [{ apiKey: [] }, { session: [] }],
  public: [{}, { apiKey: [] }, { session: [] }],
  token: [{ apiKey: [] }, { session: [] }, { bookingToken: [] }],
  session: [{ session: [] }],
  open: [{}],
};

function describe(op: Operation, serverUrl: string): Json {
  return {
    operationId: op.operationId,
    tags: [op.tag],
    summary: op.summary,
    ...(op.description && { description: op.description }),
    security: [...security[op.access], ...(op.embed ? [{ embedSession: [] }] : [])],
    parameters: [
      ...parameters(op.params, 'path'),
      ...parameters(op.query, 'query').filter(({ name }) => !(op.access === 'token' && name === 'token')),
      ...(takesIdempotencyKey(op) ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ],
    ...(op.body && {
      requestBody: {
        required: !op.bodyOptional,
        content: { 'application/json': { schema: toOpenApi(op.body), example: op.requestExample } },
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(op.answers).map(([status, answer]) => [status, success(op, answer)]),
      ),
      ...failures(op, serverUrl),
    },
  };
}

function paths(ops: readonly Operation[], serverUrl: string): Json {
  const byPath = Map.groupBy(ops, ({ path }) => path);
  return Object.fromEntries(
    [...byPath].map(([path, its]) => [
      path,
      Object.fromEntries(its.map((op) => [op.method.toLowerCase(), describe(op, serverUrl)])),
    ]),
  );
}

function webhooks(): Json {
  return Object.fromEntries(
    messageEvents.map((event) => [
      event,
      {
        post: {
          operationId: `on${event.replace(/(^|[._])(\w)/g, (_match, _dot, letter: string) => letter.toUpperCase())}`,
          tags: ['Events'],
          summary: event,
          description: `${eventCatalogue[event]} Sent to the endpoints that subscribe to it, and kept in \`GET /v1/events\`.`,
          security: [{}],
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: toOpenApi(Message),
                example: messageExampleOf(event),
              },
            },
          },
          responses: {
            '2XX': { description: 'Received. Any other answer is tried again, ten times in all.' },
            410: { description: 'Gone: the endpoint is switched off.' },
            '4XX': { description: 'Refused: it is tried again.' },
          },
        },
      },
    ]),
  );
}

/**
 * The OpenAPI 3.1 document, made from the very records that the router mounts (docs/openapi.md).
 * `serverUrl` is the public address of the server, `version` that of the software.
 */
export function openApiDocument({
  serverUrl,
  version,
  operations = operationList,
}: {
  readonly serverUrl: string;
  readonly version: string;
  /** Those that are served; all of the contract unless told. */
  readonly operations?: readonly Operation[];
}): Json {
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Astrocal API',
      version,
      description: introduction(serverUrl),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    security: [{ apiKey: [] }],
    paths: paths(operations, serverUrl),
    webhooks: webhooks(),
    components: {
      schemas: Object.fromEntries([...components()].map(([name, schema]) => [name, toOpenApi(schema)])),
      ...sharedComponents,
    },
  };
}
