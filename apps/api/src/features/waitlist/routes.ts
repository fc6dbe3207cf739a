import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { keyActor } from '../../lib/actor.ts';
import { readCursor, toPage } from '../../lib/paging.ts';
import { answeringRefusals } from '../bookings/index.ts';
import { openEntry } from './access.ts';
import { cancelEntry } from './cancel-entry.ts';
import { joinWaitlist } from './join-waitlist.ts';
import { presentEntry, presentWholeEntry } from './present.ts';
import { type EntryRecord, listEntries } from './store.ts';

export function mountWaitlist(mount: Mount, deps: Deps): void {
  const { keyring, clock } = deps;
  const presentWhole = (row: EntryRecord) => presentWholeEntry(row, { keyring, now: clock.now() });

  mount(operations.joinWaitlist, ({ actor, body, transact }) =>
    answeringRefusals(deps, () =>
      transact(async (tx) => ({
        status: 201,
        body: presentWhole(await joinWaitlist(deps, tx, actor, body)),
      })),
    ),
  );

  mount(operations.listWaitlist, async ({ actor, query }) => {
    const cursor = readCursor('waitlist_entry', query);
    const filter = { eventTypeId: query.event_type_id ?? null, status: query.status ?? null };
    const now = new Date(clock.now());
    const rows = await listEntries(deps.database.db, keyActor(actor), { filter, cursor, now });
    return { status: 200, body: toPage(rows, cursor, presentWhole) };
  });

  mount(operations.getWaitlistEntry, async ({ actor, params: { id } }) => ({
    status: 200,
    body: presentWhole(await openEntry(deps, deps.database.db, { actor, id, token: undefined })),
  }));

  mount(operations.cancelWaitlistEntry, async ({ actor, params: { id }, query: { token }, transact }) =>
    transact(async (tx) => {
      const entry = await cancelEntry(deps, tx, { actor, id, token });
      return {
        status: 200,
        body: actor.kind === 'key' ? presentWhole(entry) : presentEntry(entry, clock.now()),
      };
    }),
  );
}
