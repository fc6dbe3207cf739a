import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

const allowedHeaders = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  // Of the Model Context Protocol, for clients in a browser.
  'MCP-Protocol-Version',
  'Mcp-Method',
  'Mcp-Name',
  // What tools that trace a page's requests add to every one of them.
  'Traceparent',
  'Tracestate',
  'Baggage',
  'Sentry-Trace',
];

const options: FastifyCorsOptions = {
  origin: '*',
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowedHeaders,
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
};

/** Lets pages of every origin call the API: with our own headers, and with any `x-…` that they name in a preflight. */
export async function useCors(server: FastifyInstance): Promise<void> {
  server.addHook('onRequest', async (request, reply) => {
    if (request.method === 'OPTIONS') reply.header('Vary', 'Access-Control-Request-Headers');
  });
  await server.register(cors, options);
  server.addHook('onSend', async (request, reply) => {
    if (request.method !== 'OPTIONS') return;
    const asked = ownHeadersOf(request.headers['access-control-request-headers']);
    if (asked.length > 0)
      reply.header('Access-Control-Allow-Headers', [...allowedHeaders, ...asked].join(', '));
  });
}

/** The headers of a preflight that begin with `x-`, which no browser sends by itself. */
const ownHeadersOf = (asked: string | string[] = ''): string[] =>
  [asked]
    .flat()
    .join(',')
    .split(',', 100)
    .map((name) => name.trim())
    .filter((name) => /^x-[\w-]{1,100}$/i.test(name));
