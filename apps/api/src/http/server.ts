import cors from '@fastify/cors';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/api-error.ts';
import { newInternalId } from '../lib/ids.ts';
import { sendError, useErrors } from './errors.ts';
import { bodyLimit, parseQuery, useJsonBodies } from './parsing.ts';
import { useContractValidation } from './validation.ts';

/** How long a connection may take to deliver its request. */
const requestTimeoutMs = 30_000;

/** The HTTP edge without any operation: ids, CORS, bodies, validation, errors, one log line a request. */
export async function createServer(
  deps: Deps,
  { trustProxy }: { trustProxy: readonly string[] },
): Promise<FastifyInstance> {
  const docsUrl = `${deps.publicUrl}/docs`;
  const server = fastify({
    loggerInstance: deps.logger as FastifyBaseLogger,
    disableRequestLogging: true,
    genReqId: () => newInternalId('req', deps.clock.now()),
    bodyLimit,
    requestTimeout: requestTimeoutMs,
    // A list of proxies, never `true`: otherwise X-Forwarded-For forges addresses.
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: {
      // An id of any odd shape is 404, so a long one must reach its route.
      maxParamLength: 16_384,
      querystringParser: parseQuery,
      onBadUrl: (_path, request, reply) => {
        sendError(notFound(), request as never, reply as never, docsUrl);
      },
    },
  });
  server.addHook('onRequest', async (request, reply) => {
    reply.header('Request-Id', request.id);
  });
  logRequests(server);
  await server.register(cors, {
    origin: '*',
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key'],
    exposedHeaders: [
      'Request-Id',
      'Idempotent-Replayed',
      'Retry-After',
      'X-RateLimit-Limit',
      'X-RateLimit-Remaining',
      'X-RateLimit-Reset',
    ],
    maxAge: 86_400,
    strictPreflight: false,
  });
  useJsonBodies(server);
  useContractValidation(server);
  useErrors(server, docsUrl);
  return server;
}

/** The route's pattern is logged, never the address: queries carry tokens. */
function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        request_id: request.id,
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        duration_ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
}
