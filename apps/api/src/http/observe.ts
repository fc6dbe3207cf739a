import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import type { ApiError } from '../lib/api-error.ts';
import { createRequestMetrics, type ObservedRequest } from './request-metrics.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the request was refused with; null unless it was. */
    refusal: ApiError | null;
  }
}

/** A request that takes longer is logged as a warning, so that it shows at the quieter levels too. */
const slowMs = 1_000;

/**
 * One log line and one measurement for every request, when it is over: also for one whose caller hung up before
 * there was an answer, which fastify's own `onResponse` never hears of.
 */
export function observeRequests(server: FastifyInstance, registry: Registry): void {
  const metrics = createRequestMetrics(registry);
  server.decorateRequest('refusal', null);
  server.addHook('onRequest', (request, reply, done) => {
    const startedAt = performance.now();
    metrics.began();
    reply.raw.once('close', () => {
      const observed = observe(request, reply, performance.now() - startedAt);
      metrics.ended(observed);
      log(request, observed);
    });
    done();
  });
}

function observe(request: FastifyRequest, reply: FastifyReply, durationMs: number): ObservedRequest {
  const { url: route, config } = request.routeOptions;
  return {
    method: request.method,
    route,
    operationId: (config as { operation?: { operationId: string } } | undefined)?.operation?.operationId,
    status: reply.raw.writableEnded ? reply.statusCode : null,
    durationMs,
    replayed: reply.hasHeader('Idempotent-Replayed'),
    error: request.refusal,
  };
}

/** The route's pattern is logged, never the address: queries carry tokens. Of a key or embedded session, only its id. */
function log(request: FastifyRequest, observed: ObservedRequest): void {
  const { method, route = null, operationId, status, durationMs, replayed, error } = observed;
  const { principal } = request;
  const line = {
    method,
    route,
    ...(operationId !== undefined && { operation: operationId }),
    status,
    duration_ms: Math.round(durationMs),
    ...(principal?.kind === 'key' && { organization_id: principal.organizationId, key_id: principal.id }),
    ...(principal?.kind === 'embed' && {
      organization_id: principal.organizationId,
      embed_session_id: principal.id,
    }),
    ...(replayed && { replayed }),
    ...(error && { error: error.code }),
    ...(error?.details?.reason !== undefined && { reason: error.details.reason }),
    ...(status === null && { aborted: true }),
  };
  if (durationMs >= slowMs) request.log.warn(line, 'slow request');
  else request.log.info(line, 'request');
}
