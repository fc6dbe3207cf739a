import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { notFound } from '../../lib/api-error.ts';
import { parseCursor, toPage } from '../../lib/paging.ts';
import { isInsider } from '../../lib/principal.ts';
import { createEventType } from './create-event-type.ts';
import { presentEventType, presentPublicEventType } from './present.ts';
import { readEventType } from './read-event-type.ts';
import { type EventTypeRecord, listEventTypes } from './store.ts';
import { changeEventType, deleteEventType } from './update-event-type.ts';

export function mountEventTypes(mount: Mount, deps: Deps): void {
  const present = (row: EventTypeRecord) => presentEventType(row, deps.clock.now());

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
    return { status: 200, body: presentPublicEventType(onlyActive(row)) };
  });

  mount(operations.getPublicEventType, async ({ principal, params }) => ({
    status: 200,
    body: presentPublicEventType(onlyActive(await readEventType(deps, principal, params.id))),
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
