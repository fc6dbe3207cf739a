import type { Socket } from 'node:net';
import cors from '@fastify/cors';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Registry } from 'prom-client';
import type { Deps } from '../deps.ts';
import { nothingHere } from '../lib/api-error.ts';
import { newInternalId } from '../lib/ids.ts';
import { drainBeforeClosing } from './draining.ts';
import { sendError, useErrors } from './errors.ts';
import { observeRequests } from './observe.ts';
import { bodyLimit, parseQuery, useJsonBodies } from './parsing.ts';
import { useContractValidation } from './validation.ts';

/** How long a connection may take to deliver its request. */
const requestTimeoutMs = 30_000;

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
    bodyLimit,
    // Which of two answers it is shows in their fields; formats are for what comes in.
    serializerOpts: { ajv: { validateFormats: false } },
    requestTimeout: requestTimeoutMs,
    // A list of proxies, never `true`: otherwise X-Forwarded-For forges addresses.
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    // An address that cannot be decoded names nothing, like any other id of an odd shape.
    frameworkErrors: (_error, request, reply) => {
      reply.header('Access-Control-Allow-Origin', '*'); // no hook has run yet
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
    reply.header('Request-Id', request.id);
  });
  drainBeforeClosing(server);
  observeRequests(server, registry);
  await server.register(cors, {
    origin: '*',
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      // Of the Model Context Protocol, for clients in a browser.
      'MCP-Protocol-Version',
      'Mcp-Method',
      'Mcp-Name',
    ],
    exposedHeaders: [
      'Request-Id',
      'Idempotent-Replayed',
      'Retry-After',
      'X-RateLimit-Limit',
      'X-RateLimit-Remaining',
      'X-RateLimit-Reset',
      'WWW-Authenticate',
    ],
    maxAge: 86_400,
    strictPreflight: false,
  });
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
