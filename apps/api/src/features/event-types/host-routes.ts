import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { addHost, changeHost, removeHost, replaceHosts } from './change-hosts.ts';
import { presentHost } from './present.ts';
import { readEventType } from './read-event-type.ts';
import { type HostRecord, listHosts } from './store-hosts.ts';

export function mountHosts(mount: Mount, deps: Deps): void {
  const presentAll = (hosts: readonly HostRecord[]) => ({ data: hosts.map(presentHost), has_more: false });

  mount(operations.listHosts, async ({ principal, params: { id } }) => {
    const eventType = await readEventType(deps, principal, id);
    return { status: 200, body: presentAll(await listHosts(deps.database.db, eventType)) };
  });

  mount(operations.addHost, async ({ principal: owner, params: { id }, body, transact }) =>
    transact(async (tx) => ({
      status: 201,
      body: presentHost(await addHost(deps, tx, { owner, id }, body)),
    })),
  );

  mount(operations.replaceHosts, async ({ principal: owner, params: { id }, body, transact }) =>
    transact(async (tx) => ({
      status: 200,
      body: presentAll(await replaceHosts(deps, tx, { owner, id }, body)),
    })),
  );

  mount(operations.updateHost, async ({ principal: owner, params: { id, host_id }, body, transact }) =>
    transact(async (tx) => {
      const target = { eventType: { owner, id }, hostId: host_id };
      return { status: 200, body: presentHost(await changeHost(deps, tx, target, body)) };
    }),
  );

  mount(operations.removeHost, async ({ principal: owner, params: { id, host_id }, transact }) =>
    transact(async (tx) => {
      await removeHost(deps, tx, { eventType: { owner, id }, hostId: host_id });
      return { status: 204 };
    }),
  );
}
