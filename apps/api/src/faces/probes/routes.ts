import { type Operation, openApiDocument, operationList, operations } from '@astrocal/contract';
import { zoneDataVersion } from '@astrocal/scheduling';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Deps } from '../../deps.ts';
import { findTestEvent } from '../../features/event-types/index.ts';
import { findFirstOrganization } from '../../features/organizations/index.ts';
import { bearerOf } from '../../http/authenticators/key.ts';
import { requireAccess } from '../../http/developer-access.ts';
import { keepFromOtherOrigins } from '../../http/origins.ts';
import type { Mount } from '../../http/wire.ts';
import { ApiError } from '../../lib/api-error.ts';
import { sameText } from '../../lib/crypto.ts';
import type { DeveloperAccess } from '../../lib/developer-access.ts';
import { checkReadiness } from './check-readiness.ts';
import { renderMetrics } from './metrics.ts';
import { withWorkingExamples } from './rules.ts';

/** Who may read `/metrics`: nobody, whoever comes by loopback, whoever comes at all, or whoever has the token. */
export type MetricsAccess = DeveloperAccess | { readonly token: string };

/** What a monitoring system asks every process for, whatever its role. */
export function mountProbes(mount: Mount, deps: Deps): void {
  mount(operations.getHealth, async () => ({
    status: 200,
    body: { status: 'ok', version: deps.version, zone_data: zoneDataVersion },
  }));

  mount(operations.getReady, async () => {
    await checkReadiness(deps);
    return {
      status: 200,
      body: { status: 'ready', checks: { database: 'ok', migrations: 'ok', queue: 'ok' } },
    };
  });
}

/**
 * The document of this very server, made from what it serves: its examples work as they stand, so that whoever tries one
 * out sees an answer.
 */
export function mountOpenApi(mount: Mount, deps: Deps, mounted: readonly Operation[]): void {
  const { publicUrl: serverUrl, version } = deps;
  let document: string | undefined;
  mount(operations.getOpenApi, async () => {
    document ??= JSON.stringify(
      openApiDocument({ serverUrl, version, operations: mounted.toSorted(byPlace) }),
    );
    const { db } = deps.database;
    const organization = await findFirstOrganization(db);
    const eventTypeId = organization && (await findTestEvent(db, organization.id));
    return { status: 200, text: withWorkingExamples(document, { eventTypeId, now: deps.clock.now() }) };
  });
}

/** In the order of the contract; what is not in it comes last. */
const byPlace = (one: Operation, other: Operation): number => placeOf(one) - placeOf(other);

function placeOf(op: Operation): number {
  const place = operationList.indexOf(op);
  return place < 0 ? operationList.length : place;
}

/**
 * `/metrics` is for the operator, not a part of the API: to whom it is closed, it is like any other path that does not
 * exist. Pages of other origins never read it.
 */
export function mountMetrics(server: FastifyInstance, registry: Registry, access: MetricsAccess): void {
  if (access === 'nobody') return;
  server.get('/metrics', async (request, reply) => {
    keepFromOtherOrigins(reply);
    if (typeof access === 'string') requireAccess(request, access);
    else {
      if (!sameText(bearerOf(request) ?? '', access.token))
        throw new ApiError('unauthorized', 'The metrics need their token. Add `Authorization: Bearer …`.');
    }
    const { text, contentType } = await renderMetrics(registry);
    return reply.type(contentType).header('cache-control', 'no-store').send(text);
  });
}
