import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { notFound } from '../../lib/api-error.ts';
import { parseCursor, toPage } from '../../lib/paging.ts';
import { isInsider } from '../../lib/principal.ts';
import { logoPath } from '../../wording/addresses.ts';
import { findOrganization } from '../organizations/index.ts';
import { addHost, changeHost, removeHost, replaceHosts } from './change-hosts.ts';
import { createEventType } from './create-event-type.ts';
import { presentEventType, presentHost, presentPublicEventType } from './present.ts';
import { readPublicHosts } from './public-hosts.ts';
import { readEventType } from './read-event-type.ts';
import { type EventTypeRecord, listEventTypes } from './store.ts';
import { type HostRecord, listHosts } from './store-hosts.ts';
import { changeEventType, deleteEventType } from './update-event-type.ts';

export function mountEventTypes(mount: Mount, deps: Deps): void {
  const present = (row: EventTypeRecord) => presentEventType(row, deps.clock.now());
  const presentPublic = async (row: EventTypeRecord) => {
    const { db } = deps.database;
    const [{ id: organizationId, name, logo_version: logoVersion }, hosts] = await Promise.all([
      findOrganization(db, onlyActive(row).organization_id),
      readPublicHosts(db, row),
    ]);
    const logo = logoPath({ organizationId, logoVersion });
    const organization = { name, logoUrl: logo && `${deps.publicUrl}/${logo}` };
    return presentPublicEventType(row, { organization, hosts });
  };

  mount(operations.createEventType, async ({ principal, body, transact }) =>
    transact(async (tx) => ({
      status: 201,
      body: present(await createEventType(deps, tx, principal, body)),
    })),
  );

  mount(operations.listEventTypes, async ({ principal, query }) => {
    const cursor = parseCursor('event_type', query);
    const rows = await listEventTypes(deps.database.db, {
      owner: principal,
      active: query.active ?? null,
      externalId: query.external_id ?? null,
      cursor,
      now: new Date(deps.clock.now()),
    });
    return { status: 200, body: toPage(rows, cursor, present) };
  });

  mount(operations.getEventType, async ({ principal, params }) => {
    const row = await readEventType(deps, principal, params.id);
    if (isInsider(principal)) return { status: 200, body: present(row) };
    return { status: 200, body: await presentPublic(row) };
  });

  mount(operations.getPublicEventType, async ({ principal, params }) => ({
    status: 200,
    body: await presentPublic(await readEventType(deps, principal, params.id)),
  }));

  mount(operations.updateEventType, async ({ principal, params, body, transact }) =>
    transact(async (tx) => ({
      status: 200,
      body: present(await changeEventType(deps, tx, { owner: principal, id: params.id }, body)),
    })),
  );

  mount(operations.deleteEventType, async ({ principal, params, transact }) =>
    transact(async (tx) => {
      await deleteEventType(deps, tx, { owner: principal, id: params.id });
      return { status: 204 };
    }),
  );
}

function onlyActive(row: EventTypeRecord): EventTypeRecord {
  if (!row.active) throw notFound('event_type');
  return row;
}

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
