import { type OperationAnswer as AnswerEntry, type Operation, takesIdempotencyKey } from '@astrocal/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import { ApiError } from '../lib/api-error.ts';
import type { Caller } from '../lib/principal.ts';
import type { Visit } from '../lib/visit.ts';
import { authenticate } from './authenticate.ts';
import type { Authentication } from './authenticators/authenticator.ts';
import { countsCookie, sessionTokenOf } from './authenticators/session.ts';
import { type ExternalIds, resolverFor } from './external-ids.ts';
import type { FailureGuard } from './failure-guard.ts';
import { createWaiting, transactorFor } from './idempotency.ts';
import { refuseOtherSites } from './origins.ts';
import { refuseUnstorableText } from './parsing.ts';
import { limitRate, type Meter } from './rate-limit.ts';
import { refuseWrongClock } from './refuse-wrong-clock.ts';
import { type CookieChange, setCookie } from './session-cookie.ts';
import type { Input, Mount, WireAnswer } from './wire.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined where an operation looks at nobody. */
    principal: Caller;
  }
}

/** Of what a browser calls itself, this much is kept. */
const longestUserAgent = 255;

const json = 'application/json; charset=utf-8';

const answerSchema = ({ description, body }: AnswerEntry) =>
  body ? { description, content: { 'application/json': { schema: body } } } : { type: 'null', description };

/** What the edge asks the features before a handler runs. */
export interface Admission extends Authentication {
  readonly meter: Meter;
  readonly externalIds: ExternalIds;
}

/** Makes the function that serves operations on this server, and the list of those that it was given. */
export function createMount(
  server: FastifyInstance,
  deps: Deps,
  admission: Admission,
): { readonly mount: Mount; readonly mounted: readonly Operation[] } {
  const { meter, guard, externalIds } = admission;
  const waiting = createWaiting(deps);
  const mounted: Operation[] = [];
  server.decorateRequest('principal');
  const mount: Mount = (operation, handler) => {
    mounted.push(operation);
    const { params, query, body, answers } = operation as Operation;
    const transactor = takesIdempotencyKey(operation)
      ? transactorFor(deps, operation, waiting)
      : withoutKey(deps);
    const resolveExternalIds = resolverFor(operation, deps.database, externalIds);
    server.route({
      method: operation.method,
      url: operation.path.replace(/\{(\w+)\}/g, ':$1'),
      schema: {
        ...(params && { params }),
        ...(query && { querystring: query }),
        ...(body && { body }),
        response: Object.fromEntries(
          Object.entries(answers).map(([status, answer]) => [status, answerSchema(answer)]),
        ),
      },
      config: { operation },
      onRequest: async (request, reply) => {
        if (operation.method !== 'GET') refuseWrongClock(deps);
        if (operation.changesCookie) refuseOtherSites(request, deps.publicUrl);
        if (operation.access === 'open') return;
        request.principal = await authenticate(request, operation, admission);
        await limitRate(request, reply, { operation, meter, clock: deps.clock });
      },
      preValidation: async (request) => {
        if (operation.access !== 'open') refuseUnstorableText(request.query, 'query');
        if (operation.bodyOptional) request.body ??= {};
      },
      handler: async (request, reply) => {
        // Before ids are put in: a repeated request is the same text.
        const transact = transactor(request, reply);
        await resolveExternalIds(request);
        const input = {
          params: request.params,
          query: request.query,
          body: request.body,
          principal: request.principal,
          visit: visitOf(request, deps.publicUrl),
          transact,
        } as unknown as Input<typeof operation>;
        const answer = await guarded(guard, request, () => handler(input));
        if ('cookie' in answer)
          reply.header(
            'Set-Cookie',
            setCookie(deps.publicUrl, answer.cookie as CookieChange, deps.clock.now()),
          );
        return send(reply, answer);
      },
    });
  };
  return { mount, mounted };
}

/** A token that opens nothing is a failed authentication, which only the operation itself finds out. */
async function guarded<T>(guard: FailureGuard, request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isUnauthorized = error instanceof ApiError && error.code === 'unauthorized';
    throw isUnauthorized && request.principal?.kind === 'token' ? await guard.failed(request, error) : error;
  }
}

const visitOf = (request: FastifyRequest, publicUrl: string): Visit => ({
  address: request.address ?? null,
  userAgent: request.headers['user-agent']?.slice(0, longestUserAgent) ?? null,
  sessionToken: sessionTokenOf(request, publicUrl),
  cookieCounts: countsCookie(request),
});

/** PUT is idempotent by nature and takes no key; reads do not change anything. */
const withoutKey =
  ({ database }: Deps) =>
  (_request: FastifyRequest, _reply: FastifyReply): Input<Operation>['transact'] =>
  (work) =>
    database.inTransaction(work);

function send(reply: FastifyReply, answer: { status: unknown; body?: unknown } | WireAnswer): FastifyReply {
  reply.code(Number(answer.status));
  if (!('text' in answer))
    return answer.body === undefined ? reply.send() : reply.type(json).send(answer.body);
  if (answer.replayed) reply.header('Idempotent-Replayed', 'true');
  return answer.text === null ? reply.send() : reply.type(json).serializer(String).send(answer.text);
}
