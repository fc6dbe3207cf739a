import { errorCatalogue } from '@astrocal/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isUnavailable } from '../db/sqlstate.ts';
import { ApiError, invalid } from '../lib/api-error.ts';

const retryAfterSeconds = 2;

/** What fastify itself refuses, as errors of the catalogue. */
const frameworkErrors: Readonly<Record<string, () => ApiError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new ApiError('payload_too_large'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new ApiError('unsupported_media_type'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    invalid({ path: 'headers.content-length', message: 'is not the length of the body' }),
};

/** The one place that turns whatever was thrown into an answer. */
export function useErrors(server: FastifyInstance, docsUrl: string): void {
  server.setErrorHandler((thrown, request, reply) =>
    sendError(toApiError(thrown, request), request, reply, docsUrl),
  );
}

/** Whatever was thrown, as the refusal that a caller may read. */
export function toApiError(thrown: unknown, request: FastifyRequest): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const { code } = thrown as { code?: unknown };
  const known = typeof code === 'string' ? frameworkErrors[code] : undefined;
  if (known) return known();
  if (isUnavailable(thrown)) {
    request.log.error({ err: thrown }, 'The database could not answer.');
    return new ApiError('unavailable');
  }
  request.log.error({ err: thrown }, 'A request failed for a reason nobody expected.');
  return new ApiError('internal_error');
}

export function sendError(
  error: ApiError,
  request: FastifyRequest,
  reply: FastifyReply,
  docsUrl: string,
): FastifyReply {
  request.refusal = error;
  const { code, message, details, exceeded } = error;
  const { status } = errorCatalogue[code];
  if (status === 401 && !reply.hasHeader('WWW-Authenticate'))
    reply.header('WWW-Authenticate', 'Bearer realm="astrocal"');
  if (code === 'unavailable') reply.header('Retry-After', String(retryAfterSeconds));
  if (exceeded) reply.header('Retry-After', String(exceeded.retry_after));
  return reply
    .code(status)
    .header('Request-Id', request.id)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({
      error: {
        code,
        message,
        ...(details && { details }),
        ...exceeded,
        request_id: request.id,
        doc_url: `${docsUrl}/errors#${code}`,
      },
    });
}
