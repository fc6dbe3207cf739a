import type { Socket } from 'node:net';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Registry } from 'prom-client';
import type { Deps } from '../deps.ts';
import { nothingHere } from '../lib/api-error.ts';
import { newInternalId } from '../lib/ids.ts';
import { useClientAddress } from './client-address.ts';
import { useCors } from './cors.ts';
import { drainBeforeClosing } from './draining.ts';
import { sendError, useErrors } from './errors.ts';
import { observeRequests } from './observe.ts';
import { bodyLimits, parseQuery, refuseLongQuery, useJsonBodies } from './parsing.ts';
import { useUnknownPaths } from './unknown-paths.ts';
import { useContractValidation } from './validation.ts';

/** How long a connection may take to deliver its request, and how often those that take longer are looked for. */
const requestTimeoutMs = 30_000;
const lookForSlowEveryMs = 5_000;

/** The connections of one process at most; one too many is closed at once. */
const maxConnections = 4_096;

/** What an answer says unless its route knows better: it is kept by nobody, and is what its type says. */
const usualHeaders = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const;

/** The HTTP edge without any operation: ids, CORS, bodies, validation, errors, one log line a request. */
export async function createServer(
  deps: Deps,
  { trustProxy, registry }: { trustProxy: readonly string[]; registry: Registry },
): Promise<FastifyInstance> {
  const docsUrl = `${deps.publicUrl}/docs`;
  const newRequestId = () => newInternalId('req', deps.clock.now());
  const server = fastify({
    loggerInstance: deps.logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    genReqId: newRequestId,
    bodyLimit: bodyLimits.withKey,
    // Which of two answers it is shows in their fields; formats are for what comes in.
    serializerOpts: { ajv: { validateFormats: false } },
    requestTimeout: requestTimeoutMs,
    // For `request.host`: the name that the caller used. A list of proxies, never `true`, so that nobody else can say it.
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    http: {
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: lookForSlowEveryMs,
    },
    // An address that cannot be decoded names nothing, like any other id of an odd shape.
    frameworkErrors: (_error, request, reply) => {
      reply.headers({ ...usualHeaders, 'Access-Control-Allow-Origin': '*' }); // no hook has run yet
      sendError(nothingHere(), request, reply, docsUrl);
    },
    clientErrorHandler: (error, socket) => refuseMalformedHttp(error, socket, newRequestId()),
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: {
      // An id of any odd shape is 404, so a long one must reach its route.
      maxParamLength: 16_384,
      querystringParser: parseQuery,
    },
  });
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'Request-Id': request.id, ...usualHeaders });
  });
  server.server.maxConnections = maxConnections;
  useClientAddress(server, trustProxy);
  drainBeforeClosing(server);
  observeRequests(server, registry);
  useUnknownPaths(server, docsUrl);
  await useCors(server);
  server.addHook('onRequest', async (request) => refuseLongQuery(request));
  useJsonBodies(server);
  useContractValidation(server);
  useErrors(server, docsUrl);
  return server;
}

/** What is not HTTP has no request to answer: the connection gets one plain refusal and ends. */
function refuseMalformedHttp(error: NodeJS.ErrnoException, socket: Socket, requestId: string): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  socket.end(
    `HTTP/1.1 ${status}\r\nRequest-Id: ${requestId}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
