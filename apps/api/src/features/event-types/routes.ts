import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { keyActor } from '../../lib/actor.ts';
import { notFound } from '../../lib/api-error.ts';
import { readCursor, toPage } from '../../lib/paging.ts';
import { createEventType } from './create-event-type.ts';
import { presentEventType, presentPublicEventType } from './present.ts';
import { readEventType } from './read-event-type.ts';
import { type EventTypeRecord, listEventTypes } from './store.ts';
import { changeEventType, deleteEventType } from './update-event-type.ts';

export function mountEventTypes(mount: Mount, deps: Deps): void {
  const present = (row: EventTypeRecord) => presentEventType(row, deps.clock.now());

  mount(operations.createEventType, async ({ actor, body, transact }) =>
    transact(async (tx) => ({
      status: 201,
      body: present(await createEventType(deps, tx, keyActor(actor), body)),
    })),
  );

  mount(operations.listEventTypes, async ({ actor, query }) => {
    const cursor = readCursor('event_type', query);
    const rows = await listEventTypes(deps.database.db, {
      owner: keyActor(actor),
      active: query.active ?? null,
      cursor,
      now: new Date(deps.clock.now()),
    });
    return { status: 200, body: toPage(rows, cursor, present) };
  });

  mount(operations.getEventType, async ({ actor, params }) => {
    const row = await readEventType(deps, actor, params.id);
    if (actor.kind === 'key') return { status: 200, body: present(row) };
    return { status: 200, body: presentPublicEventType(onlyActive(row)) };
  });

  mount(operations.getPublicEventType, async ({ actor, params }) => ({
    status: 200,
    body: presentPublicEventType(onlyActive(await readEventType(deps, actor, params.id))),
  }));

  mount(operations.updateEventType, async ({ actor, params, body, transact }) =>
    transact(async (tx) => ({
      status: 200,
      body: present(await changeEventType(deps, tx, { owner: keyActor(actor), id: params.id }, body)),
    })),
  );

  mount(operations.deleteEventType, async ({ actor, params, transact }) =>
    transact(async (tx) => {
      await deleteEventType(deps, tx, { owner: keyActor(actor), id: params.id });
      return { status: 204 };
    }),
  );
}

function onlyActive(row: EventTypeRecord): EventTypeRecord {
  if (!row.active) throw notFound('event_type');
  return row;
}
