import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { notFound } from '../../lib/api-error.ts';
import { isId } from '../../lib/ids.ts';
import { parseCursor, toPage } from '../../lib/paging.ts';
import type { Owner } from '../../lib/principal.ts';
import { requireProof } from '../../lib/proof.ts';
import { changeEndpoint, createEndpoint, deleteEndpoint, rotateSecret } from './change-endpoint.ts';
import { presentDelivery, presentEndpoint, presentEndpointWithSecret } from './present.ts';
import { startReplay } from './replay.ts';
import { retryDelivery } from './retry-delivery.ts';
import { findEndpoint, listEndpoints } from './store.ts';
import { type DeliveryRow, listDeliveries } from './store-deliveries.ts';
import { makeSample, sendSample } from './test-endpoint.ts';

export function mountWebhooks(mount: Mount, deps: Deps): void {
  const target = (owner: Owner, { id }: { id: string }) => {
    if (!isId('webhook_endpoint', id)) throw notFound('webhook_endpoint');
    return { owner, id };
  };
  const found = async ({ owner, id }: ReturnType<typeof target>) => {
    const row = await findEndpoint(deps.database.db, owner, id);
    if (!row) throw notFound('webhook_endpoint');
    return row;
  };

  mount(operations.createWebhook, async ({ principal, body, transact }) =>
    transact(async (tx) => {
      const created = await createEndpoint(deps, tx, principal, body);
      return { status: 201, body: presentEndpointWithSecret(created) };
    }),
  );

  mount(operations.listWebhooks, async ({ principal, query }) => {
    const cursor = parseCursor('webhook_endpoint', query);
    const rows = await listEndpoints(deps.database.db, principal, cursor);
    return { status: 200, body: toPage(rows, cursor, presentEndpoint) };
  });

  mount(operations.getWebhook, async ({ principal, params }) => ({
    status: 200,
    body: presentEndpoint(await found(target(principal, params))),
  }));

  mount(operations.updateWebhook, async ({ principal, params, body, transact }) =>
    transact(async (tx) => {
      const changed = await changeEndpoint(deps, tx, target(principal, params), body);
      return { status: 200, body: presentEndpoint(changed) };
    }),
  );

  mount(operations.deleteWebhook, async ({ principal, params, transact }) =>
    transact(async (tx) => {
      await deleteEndpoint(deps, tx, target(principal, params));
      return { status: 204 };
    }),
  );

  mount(operations.rotateWebhookSecret, async ({ principal, params, transact }) => {
    if (!principal.isTest) requireProof(principal, deps.clock.now());
    return transact(async (tx) => {
      const rotated = await rotateSecret(deps, tx, target(principal, params));
      return { status: 200, body: presentEndpointWithSecret(rotated) };
    });
  });

  mount(operations.testWebhook, async ({ principal, params, body, transact }) => {
    let made: DeliveryRow | undefined;
    const answer = await transact(async (tx) => {
      made = await makeSample(deps, tx, target(principal, params), body.event ?? 'booking.created');
      return { status: 201, body: presentDelivery(made) };
    });
    // A repeated request is answered from its first one: it makes nothing, and sends nothing again.
    if ('text' in answer || !made) return answer;
    return { status: 201, body: presentDelivery(await sendSample(deps, made)) };
  });

  mount(operations.replayWebhook, async ({ principal, params, body, transact }) =>
    transact(async (tx) => ({
      status: 200,
      body: { queued: await startReplay(deps, tx, target(principal, params), body) },
    })),
  );

  mount(operations.listWebhookDeliveries, async ({ principal, params, query }) => {
    const cursor = parseCursor('webhook_delivery', query);
    const endpoint = await found(target(principal, params));
    const rows = await listDeliveries(deps.database.db, endpoint, { status: query.status ?? null, cursor });
    return { status: 200, body: toPage(rows, cursor, presentDelivery) };
  });

  mount(operations.retryWebhookDelivery, async ({ principal, params, transact }) =>
    transact(async (tx) => {
      const delivery = await retryDelivery(deps, tx, target(principal, params), params.delivery_id);
      return { status: 200, body: presentDelivery(delivery) };
    }),
  );
}
